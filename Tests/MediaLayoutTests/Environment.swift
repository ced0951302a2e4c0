import Glibc

enum Environment {
    /// The variable `name`, unless it is empty.
    static func value(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// A music library that scripts/music-library/make-library.sh built.
    static var music: String? { value("LOCKER_MUSIC") }
}

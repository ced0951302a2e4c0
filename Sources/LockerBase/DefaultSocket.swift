import Glibc

/// Where the daemon listens, and its clients look, when nobody says otherwise.
public enum DefaultSocket {
    /// The variable that names the socket for both programs.
    public static let variable = "LOCKER_SOCKET"

    /// `LOCKER_SOCKET` when it is set and not empty; else `/run/locker/locker.sock` for root and
    /// `$XDG_RUNTIME_DIR/locker.sock` for everybody else.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` when none of them tells.
    public static func path() throws(LockerError) -> String {
        if let path = environment(variable) { return path }
        if geteuid() == 0 { return "/run/locker/locker.sock" }
        if let folder = environment("XDG_RUNTIME_DIR") { return "\(folder)/locker.sock" }
        throw LockerError(
            .failedPrecondition,
            "no socket is named and XDG_RUNTIME_DIR is not set; give --socket PATH or set \(variable)")
    }

    /// The sockets that are at other usual places than `path`: those of root's daemon and of the user's own.
    public static func others(than path: String) -> [String] {
        let folders = [environment("XDG_RUNTIME_DIR"), "/run/user/\(geteuid())"].compactMap(\.self)
        var found: [String] = []
        for place in ["/run/locker/locker.sock"] + folders.map({ "\($0)/locker.sock" })
        where place != path && !found.contains(place) && isSocket(place) {
            found.append(place)
        }
        return found
    }

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}

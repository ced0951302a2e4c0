import LockerBase
import ServiceSupport

extension ConfigurationFile {
    /// Reads the file at `path`.
    ///
    /// - Throws: ``LockerError/Code/notFound``, or ``LockerError/Code/invalidArgument`` with the key that is wrong.
    public static func read(_ path: String) throws(LockerError) -> ConfigurationFile {
        try shape.read(ConfigurationFile.self, path)
    }
}

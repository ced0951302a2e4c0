import ArgumentParser
import LockerBase

extension EntryPath {
    /// The path of a library that an argument names; a `/` at its end is passed over.
    init(argument: String) throws {
        var bytes = ArgumentBytes.bytes(of: argument)
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        do {
            try self.init(bytes)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

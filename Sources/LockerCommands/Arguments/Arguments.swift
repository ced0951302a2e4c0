import ArgumentParser
import LockerBase
import LockerSync

extension EntryPath {
    /// The path of a library that an argument names. A `/` at its end and a `./` at its start are passed over: no path
    /// of a library has them.
    init(argument: String) throws {
        var bytes = ArgumentBytes.bytes(of: argument)
        while bytes.count > 2, bytes.starts(with: "./".utf8) { bytes.removeFirst(2) }
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        do {
            try self.init(bytes)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

extension TrackName {
    /// The track that an argument names.
    init(argument: String) throws {
        guard let name = TrackName(argument) else {
            throw ValidationError(
                "a track is named by its digest, or by its first digits: \(TrackName.minimumLength) to 64 hexadecimal "
                    + "digits, as 'locker admin catalog list' shows them")
        }
        self = name
    }
}

import LockerBase

/// Numbers from the wire, where they are unsigned, as the store has them.
enum Number {
    /// - Throws: ``LockerError/Code/notFound`` for a number that no revision reaches.
    static func revision(_ number: UInt64) throws(LockerError) -> Int64 {
        guard let revision = Int64(exactly: number) else {
            throw LockerError(.notFound, "revision \(number): no library has so many")
        }
        return revision
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for a size that no file or quota has.
    static func size(_ bytes: UInt64) throws(LockerError) -> Int64 {
        guard let size = Int64(exactly: bytes) else {
            throw LockerError(.invalidArgument, "\(bytes) bytes: more than can be counted")
        }
        return size
    }
}

import ArgumentParser
import LockerBase

extension PathGlob {
    /// The pattern that an argument is.
    init(argument: String) throws {
        try self.init(argument: ArgumentBytes.bytes(of: argument), ignoringCase: false)
    }

    /// The pattern that the bytes of an argument are.
    init(argument: [UInt8], ignoringCase: Bool) throws {
        do {
            try self.init(argument, ignoringCase: ignoringCase)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

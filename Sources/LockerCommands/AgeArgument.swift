import ArgumentParser
import LockerBase

extension Age {
    /// The age that an argument names.
    init(argument: String) throws {
        do {
            try self.init(argument)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

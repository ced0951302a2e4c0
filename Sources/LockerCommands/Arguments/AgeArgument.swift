import ArgumentParser
import LockerBase

extension Age {
    /// The age that an argument names, which is none of nothing: nobody who asks for a span means that.
    init(argument: String) throws {
        do {
            try self.init(argument)
        } catch {
            throw ValidationError(error.message)
        }
        guard seconds > 0 else { throw ValidationError("'\(argument)': an age of nothing; give 1h or more") }
    }
}

import LockerBase

/// Runs `body`; what it throws says which place of a configuration it is about: the file, or a key in quotes.
package func naming<Result>(
    _ place: String, _ body: () throws(LockerError) -> Result
) throws(LockerError) -> Result {
    do throws(LockerError) {
        return try body()
    } catch {
        throw LockerError(error.code, "\(place): \(error.message)", cause: error)
    }
}

import LockerBase
import MediaIndex
import NIOPosix

/// The index, called on threads where its calls may block.
struct IndexCalls: Sendable {
    let index: MediaIndex
    let threads: NIOThreadPool

    func run<Value: Sendable>(
        _ body: @escaping @Sendable (MediaIndex) throws(LockerError) -> Value
    ) async throws(LockerError) -> Value {
        let result: Result<Value, LockerError>
        do {
            result = try await threads.runIfActive { [index] in
                Result { () throws(LockerError) in try body(index) }
            }
        } catch {
            throw LockerError(.cancelled, "nothing is indexed any more", cause: error)
        }
        return try result.get()
    }
}

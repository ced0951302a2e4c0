import LockerBase
import LockerCore
import POSIXSupport
import TTRPC

/// A request, decoded, with who sent it.
struct TypedCall<Message: Sendable>: Sendable {
    let message: Message
    let caller: Caller
    let context: CallContext

    /// The one descriptor that came with the request.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when none came, or more than one.
    func descriptor() throws(LockerError) -> Descriptor {
        guard context.descriptors.count == 1 else {
            throw LockerError(
                .invalidArgument,
                "\(context.descriptors.count) descriptors came with the request, and it takes one (SCM_RIGHTS)")
        }
        return context.descriptors[0]
    }
}

import LockerAPI
import LockerBase
import LockerCore
import POSIXSupport
import TTRPC

/// A request, decoded, with who sent it.
struct TypedCall<Message: Sendable>: Sendable {
    let message: Message
    let caller: Caller
    let context: CallContext
    /// What the log is told of a call that changes who has what; nil for the others.
    let note: AuditNote?

    /// The one descriptor that came with the request.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when none came, or more than one.
    func descriptor() throws(LockerError) -> Descriptor {
        guard context.descriptors.count == 1 else { throw LostDescriptor.error(context.descriptors.count) }
        return context.descriptors[0]
    }
}

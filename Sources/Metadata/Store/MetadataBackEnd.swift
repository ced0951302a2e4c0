import LockerBase

/// Metadata as they are kept somewhere, and what is done with all of them at once.
///
/// A *draft* is metadata that nobody serves yet: a snapshot of others, or told again from the packs. In one step it
/// takes the place of what is there.
public protocol MetadataBackEnd: MetadataStore {
    /// Makes sure that no call which wrote and failed takes effect after all when the store is opened after a crash.
    func settle() throws(LockerError)

    /// Writes everything, as of one moment, durably, as the draft of the store in `folder`, in the place of one that is
    /// there: that stays as it is when this throws.
    func writeSnapshot(to folder: String) throws(LockerError)

    /// Takes everything from the draft of this store, in one step: a read that goes on sees what was there before,
    /// which is kept beside it. Nothing may be written meanwhile.
    func takeDraft() throws(LockerError)

    /// Waits for the calls that are under way, and ends. Whatever is called afterwards throws.
    func close()
}

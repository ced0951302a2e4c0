import LockerBase
import PackEngine

/// The contents of several files that were just stored together.
struct StoredContents {
    /// In the order of the files.
    let contents: [FileContent]
    /// What all of them depend on.
    let ticket: DurabilityTicket
    /// Which of the contents nobody had, as far as that is known, by their blobs.
    let first: Set<Digest>
}

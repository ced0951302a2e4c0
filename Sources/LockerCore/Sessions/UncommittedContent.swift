import LockerBase
import Metadata
import PackEngine

/// What a session has taken in since its last commit.
struct UncommittedContent {
    /// Content that was uploaded, under one of its entries, and what in the packs it depends on.
    struct Uploaded {
        let entry: Entry
        let ticket: DurabilityTicket
    }

    var contents: [Digest: Uploaded] = [:]
    var chunks = UploadedChunks()
    let debt: UncommittedBudget.Debt
    let memory: StagingMemory.Loan
    /// The first is as old as this; others are of calls that began before and ended since.
    private(set) var uses: [ContentUse]

    init(_ budget: UncommittedBudget, _ account: Account, _ packs: PackStore) {
        debt = budget.debt(of: account)
        memory = budget.memory.loan(to: account)
        uses = [packs.keeper.use()]
    }

    mutating func add(_ use: ContentUse) {
        if !uses.contains(where: { $0 === use }) { uses.append(use) }
    }

    /// Gives each of `entries` that is a file the size, track and chunk of its content, which was uploaded or is in `owned`.
    ///
    /// - Returns: these entries with what they depend on, and files whose content is neither, the first of each
    ///   content.
    func resolve(
        _ entries: [Entry], _ owned: [Digest: Entry]
    ) -> (resolved: [Entry], others: [Entry], ticket: DurabilityTicket) {
        var resolved: [Entry] = []
        var others: [Entry] = []
        var named: Set<Digest> = []
        var ticket = DurabilityTicket()
        for entry in entries {
            guard entry.kind == .file, let blob = entry.blob else {
                resolved.append(entry)
                continue
            }
            let uploaded = contents[blob]
            guard let known = uploaded?.entry ?? owned[blob] else {
                if named.insert(blob).inserted { others.append(entry) }
                continue
            }
            if let uploaded { ticket.merge(uploaded.ticket) }
            resolved.append(entry.withContent(of: known))
        }
        return (resolved, others, ticket)
    }
}

extension Entry {
    /// This entry with the size, track and chunk of `known`, which has the same content: what a client says of them is a
    /// claim.
    fileprivate func withContent(of known: Entry) -> Entry {
        Entry(
            path: path, kind: .file, size: known.size, blob: blob, modified: modified, track: known.track, mode: mode,
            chunk: known.chunk, attributes: attributes)
    }
}

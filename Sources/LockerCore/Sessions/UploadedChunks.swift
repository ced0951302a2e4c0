import LockerBase
import PackEngine
import Recipes

/// The chunks that were sent in a session since its last commit: recipes of its files may refer to them.
struct UploadedChunks {
    private var chunks: Set<ChunkReference> = []
    /// What in the packs they are.
    private(set) var ticket = DurabilityTicket()
    /// Their bytes.
    private(set) var bytes: Int64 = 0

    func contains(_ chunk: ChunkReference) -> Bool { chunks.contains(chunk) }

    mutating func add(_ chunk: ChunkReference, ticket: DurabilityTicket) throws(LockerError) {
        guard chunks.count < RequestLimits.chunksPerCommit else {
            throw LockerError(
                .tooMany,
                "\(RequestLimits.chunksPerCommit) chunks were sent in this session; commit before sending more, or send "
                    + "large files whole")
        }
        if chunks.insert(chunk).inserted { bytes += Int64(chunk.length) }
        self.ticket.merge(ticket)
    }
}

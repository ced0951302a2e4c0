import LockerBase
import PackEngine
import Recipes

/// What one thread needs to take files in: the cutter's buffer, the pack engine's scratch. Used again and again.
final class IngestWorker {
    private let packs: PackStore
    private let cutter = FileCutter()
    private let appending = AppendContext()
    /// What the current file depends on in the packs.
    private var ticket = Ticket()

    init(packs: PackStore) {
        self.packs = packs
    }

    /// The bytes taken of the current file.
    var received: Int { cutter.received }

    /// Starts a file, forgetting the one before.
    func start() {
        cutter.reset()
        ticket = Ticket()
    }

    /// Where the next bytes of the file go.
    func space() -> UnsafeMutableRawBufferPointer { cutter.space() }

    /// Takes the first `count` bytes of ``space()``: cuts, names and stores them.
    func filled(_ count: Int) throws(LockerError) {
        try cutter.filled(count) { (digest, bytes) throws(LockerError) in
            try packs.append(.chunk, digest, bytes, using: appending, covering: &ticket)
        }
    }

    /// Ends the file and stores its recipe.
    ///
    /// - Returns: the content's name and size, and what in the packs it depends on, none of it durable yet.
    func finish() throws(LockerError) -> (content: Content, ticket: Ticket) {
        let recipe = try cutter.finish { (digest, bytes) throws(LockerError) in
            try packs.append(.chunk, digest, bytes, using: appending, covering: &ticket)
        }
        let bytes = recipe.encoded()
        let blob = SHA256.digest(of: bytes)
        try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
            _ = try packs.append(.recipe, blob, UnsafeRawBufferPointer(buffer), using: appending, covering: &ticket)
        }
        let content = Content(blob: blob, size: Int64(recipe.size), track: recipe.track)
        defer { ticket = Ticket() }
        return (content, ticket)
    }
}

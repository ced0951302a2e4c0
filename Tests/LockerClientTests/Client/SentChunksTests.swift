import LockerBase
import LockerClient
import Testing

@Suite struct SentChunksTests {
    @Test func `what was sent is known, and nothing else`() {
        let sent = SentChunks()
        let (one, two) = (SHA256.digest(of: [1]), SHA256.digest(of: [2]))
        #expect(!sent.contains(one))
        sent.insert([one])
        #expect(sent.contains(one) && !sent.contains(two))
    }

    @Test func `no more are admitted than the daemon takes`() {
        let sent = SentChunks()
        #expect(sent.admit(RequestLimits.chunksPerCommit - 1) && sent.admit(0))
        #expect(!sent.admit(2), "and what is refused takes no room")
        #expect(sent.admit(1) && !sent.admit(1) && sent.admit(0))
    }
}

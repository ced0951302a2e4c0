import LockerGateway
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

/// Who is waited for, and who is not.
@Suite struct StreamRegistryTests {
    @Test func `a client is let go for what it leaves, and not for how long the daemon takes`() async throws {
        let registry = StreamRegistry(patience: .zero)
        let channel = NIOAsyncTestingChannel()
        let isClosed = Mutex(false)
        channel.closeFuture.whenComplete { _ in isClosed.withLock { $0 = true } }
        let stream = registry.add(nil, channel)
        registry.rest(stream)
        registry.end { _ in true }
        await channel.testingEventLoop.run()
        #expect(!isClosed.withLock { $0 })
        registry.moved(stream)
        registry.end { _ in true }
        await channel.testingEventLoop.run()
        #expect(isClosed.withLock { $0 })
    }
}

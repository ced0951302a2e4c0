import LockerGateway
import Logging
import Testing

/// Connections for which there are descriptors.
@Suite struct DescriptorShareTests {
    @Test(arguments: [(1_048_576, 8192), (1024, 256), (100, 1)])
    func `there are no more connections than descriptors are enough for`(descriptors: Int, connections: Int) {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        var limits = GatewayLimits()
        DescriptorShare.fit(&limits, to: descriptors, logger: logger)
        #expect(limits.connections == connections)
    }
}

import Glibc
import LockerAPI
import LockerBase
import LockerCommands
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct ExitStatusTests {
    @Test(
        arguments: [
            (LockerError.Code.permissionDenied, 4), (.overQuota, 5), (.unavailable, 1), (.notFound, 1), (.internal, 1),
            (.invalidArgument, 1), (.noSpace, 1), (.dataLoss, 1), (.conflict, 7), (.changed, 1),
        ] as [(LockerError.Code, Int32)])
    func `each kind of failure has the status of the contract`(code: LockerError.Code, status: Int32) {
        #expect(ExitStatus(LockerError(code, "as this program says it")).rawValue == status)
        #expect(ExitStatus(LockerError(RPCError(LockerError(code, "as the daemon answers it")))).rawValue == status)
    }

    private func status(at socket: String) -> Int32 {
        LockerProgram.run(["--socket", socket, "status"].map { Array($0.utf8) })
    }

    @Test func `a daemon that answers is reached, also when it cannot do it at the moment`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.status) { (_, _) throws(LockerError) in
            throw LockerError(.unavailable, "the index is being rebuilt")
        }
        try daemon.serve { socket, _ in #expect(status(at: socket) == 1) }
    }

    @Test func `a connection that breaks, or that cannot be made, is an unreachable daemon`() throws {
        try withTemporaryDirectory { directory in
            let socket = directory + "/s"
            let listening = try UnixSocket.listen(at: socket)
            let thread = try Thread("hang-up") { close(accept(listening.number, nil, nil)) }
            #expect(status(at: socket) == 6)
            thread.join()
            #expect(status(at: directory + "/none") == 6)
        }
    }
}

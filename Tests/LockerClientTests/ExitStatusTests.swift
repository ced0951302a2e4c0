import LockerBase
import LockerCommands
import Testing

@Suite struct ExitStatusTests {
    @Test(
        arguments: [
            (LockerError.Code.permissionDenied, 4), (.overQuota, 5), (.unavailable, 6), (.notFound, 1), (.internal, 1),
            (.invalidArgument, 1), (.noSpace, 1), (.dataLoss, 1),
        ] as [(LockerError.Code, Int32)])
    func `each kind of failure has the status of the contract`(code: LockerError.Code, status: Int32) {
        #expect(ExitStatus(code).rawValue == status)
    }
}

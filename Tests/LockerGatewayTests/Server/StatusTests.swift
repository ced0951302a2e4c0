import LockerBase
import LockerGateway
import Testing

/// Which status each error is.
@Suite struct StatusTests {
    private static let statuses: [LockerError.Code: Int] = [
        .invalidArgument: 400, .notFound: 404, .alreadyExists: 409, .permissionDenied: 403, .overQuota: 507,
        .noSpace: 507, .tooMany: 429, .failedPrecondition: 409, .conflict: 412, .changed: 409, .unavailable: 503,
        .timedOut: 504, .cancelled: 503, .dataLoss: 500, .unimplemented: 501, .system: 500, .internal: 500,
    ]

    @Test(arguments: LockerError.Code.allCases)
    func `each code has its status`(_ code: LockerError.Code) {
        #expect(code.status.code == StatusTests.statuses[code])
    }
}

import Glibc
import LockerBase
import LockerGateway
import OpenSubsonic
import POSIXSupport
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

    @Test(arguments: [ENOENT, EACCES, EIO, ENOSPC, EMFILE])
    func `nobody is told where something is on the server`(_ number: CInt) {
        let error = LockerError(SystemError("open", on: "/var/lib/locker-gateway/people.sqlite", number: number))
        let told = [APIError.text(error), SubsonicError(error).message]
        for text in told { #expect(!text.isEmpty && !text.contains("/var/lib")) }
        #expect(error.tellsOfMachine)
    }

    @Test func `what the daemon says is told as it is`() {
        let error = LockerError(.notFound, "main: there is no such library")
        #expect(APIError.text(error) == error.message && SubsonicError(error).message == error.message)
        #expect(!error.tellsOfMachine)
    }
}

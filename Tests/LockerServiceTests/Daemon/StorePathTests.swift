import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerTestSupport
import Testing

/// Where the store is, people are not told.
@Suite struct StorePathTests {
    @Test func whatFailsDoesNotSayWhereTheStoreIs() throws {
        try LoggedDaemon.with { test in
            let (store, away) = (test.options.store, test.options.store + "-away")
            let connection = try test.connect()
            defer { connection.close() }
            let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            #expect(rename(store, away) == 0)
            defer { rename(away, store) }
            let begin = Locker_V1_BeginUploadRequest.with {
                $0.session = session
                $0.path = Data("a".utf8)
            }
            let error = #expect(throws: LockerError.self) {
                try connection.call(LockerMethods.beginUpload, begin)
            }
            #expect(error?.message.contains("STORE") == true)
            #expect(error?.message.contains(test.directory) == false)
            #expect(error?.details[.request]?.isEmpty == false)
        }
    }
}

import Foundation
import LockerBase
import LockerGateway
import Testing

/// What clients say of uploads.
@Suite struct UploadMetadataTests {
    private func pair(_ key: String, _ value: [UInt8]) -> String { "\(key) \(Data(value).base64EncodedString())" }

    @Test func `library, path and time`() throws {
        let said = try UploadMetadata(
            [pair("path", [0x61, 0x2F, 0xFF]), pair("library", Array("Müsik".utf8)), "private"].joined(separator: ","))
        #expect(said.library == "Müsik" && said.path.bytes == [0x61, 0x2F, 0xFF] && said.modified == nil)
        let timed = try UploadMetadata(
            "library bWFpbg==, path YQ==," + pair("modified", Array("1000000000.5".utf8)))
        #expect(timed.library == "main" && timed.modified == 1_000_000_000_500_000_000)
    }

    @Test(arguments: [
        "", ",", "library bWFpbg==", "path YQ==", "library bWFpbg==,path", "library bWFpbg==,path ?",
        "library bWFpbg==,path YQ==,path YQ==", "library bWFpbg==,path YQ== YQ==", "library /w==,path YQ==",
        "library bWFpbg==,path Li4=", "library bWFpbg==,path L2E=", "library bWFpbg==,path YQA=",
        "library bWFpbg==,path YQ==,modified eA==", "library ,path YQ==",
    ])
    func `what is wrong is refused`(_ text: String) {
        let error = #expect(throws: LockerError.self) { try UploadMetadata(text) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `a long one is refused`() {
        let long = "library bWFpbg==,path YQ==," + pair("x", [UInt8](repeating: 1, count: 20_000))
        #expect(throws: LockerError.self) { try UploadMetadata(long) }
    }
}

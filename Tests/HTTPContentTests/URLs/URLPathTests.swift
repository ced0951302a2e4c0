import HTTPContent
import LockerBase
import LockerTestSupport
import Testing

@Suite struct URLPathTests {
    @Test(arguments: [
        ("a", "a"), ("Bj%C3%B6rk/01%20Song.mp3", "Björk/01 Song.mp3"), ("Björk/a+b", "Björk/a+b"),
        ("a%3Fb%23c%25d", "a?b#c%d"), ("...", "..."), ("a%5Cb", "a\\b"), ("%2e%2e%2e", "..."), ("a%0Ab", "a\nb"),
    ])
    func namesThePath(text: String, path: String) throws {
        #expect(try URLPath.path(text) == EntryPath(path))
    }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "%2e", "%2E%2e", "a/%2e%2E/b", "a/.%2e", "a%00b",
        "%00",
        "a%2Fb", "%2f", "..%2f..%2fetc", "%", "a%4", "%zz/b", "a/%-1",
    ])
    func refusesWhatIsNone(text: String) {
        #expect {
            try URLPath.path(text)
        } throws: {
            ($0 as? LockerError)?.code == .invalidArgument
        }
    }

    @Test func theErrorNamesThePathAndWhy() {
        #expect {
            try URLPath.path("Music/%2e%2e/x")
        } throws: { error in
            let message = (error as? LockerError)?.message ?? ""
            return message.contains("Music/../x") && message.contains("'..'")
        }
        #expect {
            try URLPath.path("Music/100%")
        } throws: { error in
            let message = (error as? LockerError)?.message ?? ""
            return message.contains("Music/100%") && message.contains("percent sign")
        }
    }

    @Test func lengthsAreThoseOfPaths() throws {
        let component = String(repeating: "%FF", count: 255)
        #expect(try URLPath.path(component).bytes.count == 255)
        #expect(throws: LockerError.self) { try URLPath.path(component + "a") }
        let long = Array(repeating: component, count: 15).joined(separator: "/")
        #expect(try URLPath.path(long + "/" + String(repeating: "a", count: 255)).bytes.count == 4095)
        #expect(throws: LockerError.self) { try URLPath.path(long + "/" + component + "/a") }
        #expect(throws: LockerError.self) { try URLPath.path(String(repeating: "a", count: 1 << 20)) }
    }

    @Test func pathsOfAnyBytesComeBack() throws {
        var random = SplitMix64(seed: 17)
        for _ in 0..<200 {
            var bytes = random.bytes(Int(random.next() % 40) + 1)
            for index in bytes.indices where bytes[index] == 0 { bytes[index] = UInt8(ascii: "x") }
            guard let path = try? EntryPath(bytes) else { continue }
            let text = URLPath.text(path)
            #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) })
            #expect(try URLPath.path(text) == path)
        }
    }
}

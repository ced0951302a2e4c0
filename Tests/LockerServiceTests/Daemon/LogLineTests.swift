import Foundation
import LockerService
import LockerTestSupport
import Logging
import POSIXSupport
import ServiceSupport
import Testing

/// How lines of the log are written.
@Suite struct LogLineTests {
    private func lines(_ format: LogFormat, _ body: (Logger) -> Void) throws -> [String] {
        try withTemporaryDirectory { directory in
            let file = try Descriptor.open(directory + "/log", O_RDWR | O_CREAT)
            body(LogOutput(format, to: file.number).logger("test"))
            return try String(contentsOfFile: directory + "/log", encoding: .utf8).components(separatedBy: "\n")
        }
    }

    @Test func whateverIsLoggedIsOneLineOfBoundedLength() throws {
        let nasty = "a\nb\u{1B}[31m\u{202E}\u{2028}" + String(repeating: "ü", count: 100_000)
        for format in LogFormat.allCases {
            let lines = try lines(format) { $0.error("\(nasty)", metadata: ["library": "\(nasty)"]) }
            #expect(lines.count == 2 && lines[1].isEmpty && lines[0].utf8.count < 4096, "\(format)")
            #expect(!lines[0].unicodeScalars.contains { $0.properties.generalCategory == .format })
            #expect(!lines[0].contains("\u{1B}") && !lines[0].contains("\u{2028}"))
        }
    }

    @Test func anObjectHoldsWhatWasLogged() throws {
        let lines = try lines(.json) { logger in
            logger.notice(
                "say \"x\\y\"", metadata: ["n": .stringConvertible(7), "t": "a\nb", "s": .stringConvertible(0.25)])
        }
        let object = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        #expect(object?["message"] as? String == "say \"x\\y\"" && object?["level"] as? String == "notice")
        #expect(object?["n"] as? Int == 7 && object?["s"] as? Double == 0.25 && object?["t"] as? String == "a\nb")
        #expect((object?["time"] as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test func aLineOfTextIsWordsAndFacts() throws {
        let lines = try lines(.text) { $0.info("ready", metadata: ["store": "/a b", "q": "say \"x\"=1", "e": ""]) }
        #expect(lines[0].hasSuffix(#" info ready e="" q="say \"x\"=1" store="/a b""#))
    }

    @Test func theLevelMayChangeWhileLoggersAreInUse() throws {
        try withTemporaryDirectory { directory in
            let file = try Descriptor.open(directory + "/log", O_RDWR | O_CREAT)
            let output = LogOutput(.text, to: file.number)
            let logger = output.logger("test")
            var quiet = logger
            quiet.logLevel = .critical
            logger.debug("one")
            output.level = .debug
            logger.debug("two")
            quiet.error("three")
            output.level = .error
            logger.warning("four")
            let text = try String(contentsOfFile: directory + "/log", encoding: .utf8)
            #expect(text.split(separator: "\n").count == 1 && text.contains("debug two"))
        }
    }
}

import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// Attributes of entries over the socket.
@Suite struct AttributeCallTests {
    private func attributes(_ pairs: [(String, String)]) -> Locker_V1_Attributes {
        var message = Locker_V1_Attributes()
        for (name, value) in pairs {
            message.pairs.append(
                .with {
                    $0.name = name
                    $0.value = Data(value.utf8)
                })
        }
        return message
    }

    private func folder(_ path: String, _ said: Locker_V1_Attributes?) -> Locker_V1_Entry {
        .with {
            $0.path = Data(path.utf8)
            $0.kind = .folder
            if let said { $0.attributes = said }
        }
    }

    /// What the newest entries say: only those that say anything.
    private func told(_ connection: LockerConnection) throws -> [String: [String: String]] {
        var told: [String: [String: String]] = [:]
        _ = try LibraryReader(connection: connection, library: "main").forEachPage { page in
            for entry in page where entry.hasAttributes {
                told[ModelHistory.path(entry)] = values(entry.attributes)
            }
        }
        return told
    }

    private func values(_ attributes: Locker_V1_Attributes) -> [String: String] {
        var values: [String: String] = [:]
        for pair in attributes.pairs { values[pair.name] = String(decoding: pair.value, as: UTF8.self) }
        return values
    }

    private func ingest(
        _ path: String, _ said: Locker_V1_Attributes?, _ session: UInt64, _ test: TestDaemon,
        _ connection: LockerConnection
    ) throws {
        let file = try makeFile(test.directory + "/file", Array(path.utf8))
        let request = Locker_V1_IngestRequest.with {
            $0.session = session
            $0.path = Data(path.utf8)
            if let said { $0.attributes = said }
        }
        _ = try connection.call(LockerMethods.ingest, request, descriptor: file)
    }

    private func short(_ session: UInt64) -> Locker_V1_IngestFilesRequest {
        .with {
            $0.session = session
            $0.paths = Data("s1\0s2\0".utf8)
            $0.modified = [1, 2]
            $0.sizes = [1, 1]
            $0.contents = Data([1, 2])
        }
    }

    @Test func `each way in takes them, and each answer has them`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try #expect(connection.has(.attributes))
            let session = try UploadSession(connection: connection, library: "main")
            try ingest("ingested", attributes([("by", "descriptor")]), session.id, test, connection)
            var files = short(session.id)
            files.attributes = [
                .with {
                    $0.place = 1
                    $0.attributes = attributes([("by", "bytes")])
                }
            ]
            _ = try connection.call(LockerMethods.ingestFiles, files)
            var upload = StreamedUpload(
                to: try EntryPath("sent"), modified: 1, attributes: attributes([("by", "pieces")]), in: session)
            _ = try upload.run { () throws(LockerError) -> Data? in nil }
            try session.stage([folder("f", attributes([("z", "1"), ("a", "2")])), folder("g", nil)])
            _ = try session.commit(from: nil)
            try #expect(
                told(connection) == [
                    "ingested": ["by": "descriptor"], "s2": ["by": "bytes"], "sent": ["by": "pieces"],
                    "f": ["a": "2", "z": "1"],
                ])
            let opened = try connection.call(
                LockerMethods.openBlob,
                .with {
                    $0.library = "main"
                    $0.path = Data("sent".utf8)
                })
            #expect(values(opened.attributes) == ["by": "pieces"])
            let target = try Descriptor.open(test.directory + "/target", O_RDWR | O_CREAT)
            let restored = try connection.call(
                LockerMethods.restore,
                .with {
                    $0.library = "main"
                    $0.path = Data("ingested".utf8)
                }, descriptor: target)
            #expect(values(restored.attributes) == ["by": "descriptor"])
            var changes: [String] = []
            _ = try LibraryReader(connection: connection, library: "main").forEachChangePage(since: 0) { page in
                for change in page where change.entry.hasAttributes {
                    changes += change.entry.attributes.pairs.map(\.name)
                }
            }
            #expect(changes == ["a", "z", "by", "by", "by"])
        }
    }

    @Test func `what no entry can have is refused by its path`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try UploadSession(connection: connection, library: "main")
            let long = String(repeating: "x", count: 4096)
            var many: [(String, String)] = []
            for number in 0..<65 { many.append(("\(number)", "")) }
            let refused: [[(String, String)]] = [
                [("", "")], [("a\0", "")], [("a", long)], [("a", ""), ("a", "")], many,
            ]
            for pairs in refused {
                let staged = #expect(throws: LockerError.self) {
                    try session.stage([folder("the/folder", attributes(pairs))])
                }
                #expect(staged?.code == .invalidArgument && staged?.message.hasPrefix("the/folder: ") == true)
                let sent = #expect(throws: LockerError.self) {
                    try ingest("the file", attributes(pairs), session.id, test, connection)
                }
                #expect(sent?.code == .invalidArgument && sent?.message.hasPrefix("the file: ") == true)
            }
            var files = short(session.id)
            files.attributes = [
                .with {
                    $0.place = 0
                    $0.attributes = attributes(many)
                }
            ]
            let answer = try connection.call(LockerMethods.ingestFiles, files)
            #expect(answer.failures.map(\.place) == [0] && answer.failures[0].message.hasPrefix("s1: "))
            files.attributes[0].place = 2
            let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.ingestFiles, files) }
            #expect(error?.code == .invalidArgument)
        }
    }

    /// What an entry of a request claims to have is counted with the fields around it.
    @Test func `too many are refused before they are decoded`() throws {
        try TestDaemon.with { test in
            let client = try Client(path: test.socket)
            let pair: [UInt8] = [0x0A, 0x00]
            let pairs = Array(repeatElement(pair, count: RequestLimits.fields).joined())
            func field(_ number: UInt8, _ value: [UInt8]) -> [UInt8] {
                var (bytes, length) = ([number << 3 | 2], value.count)
                while length >= 0x80 {
                    bytes.append(UInt8(length & 0x7F | 0x80))
                    length >>= 7
                }
                return bytes + [UInt8(length)] + value
            }
            let requests = [
                ("Stage", field(2, field(10, pairs))), ("BeginUpload", field(5, pairs)),
                ("IngestFiles", field(7, field(2, pairs))), ("Assemble", field(2, field(5, pairs))),
            ]
            for (method, payload) in requests {
                #expect {
                    try client.call(service: "locker.v1.Locker", method: method, payload: payload)
                } throws: { error in
                    (error as? RPCError)?.message.contains("\(RequestLimits.fields) fields") == true
                }
            }
        }
    }

    @Test func `a revision that is reverted to has its own again`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let states: [Locker_V1_Attributes?] = [
                attributes([("n", "1")]), attributes([]), attributes([("n", "3")]),
            ]
            for said in states {
                let session = try UploadSession(connection: connection, library: "main")
                try session.stage([folder("f", said)])
                _ = try session.commit(from: nil)
            }
            let reader = LibraryReader(connection: connection, library: "main")
            try #expect(told(connection) == ["f": ["n": "3"]])
            try #expect(Reversion(of: reader, to: 2).run().revision == 4 && told(connection) == [:])
            try #expect(Reversion(of: reader, to: 1).run().revision == 5 && told(connection) == ["f": ["n": "1"]])
            try #expect(Reversion(of: reader, to: 1).run().count == 0)
        }
    }

    /// A client that knows nothing of them sends, renames and removes files.
    @Test func `a folder that is synced leaves them where they are`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            for name in ["a", "b", "c"] { try one.write(name, "content \(name)") }
            usleep(50_000)
            try one.sync()
            let session = try UploadSession(connection: connection, library: "main")
            var entries: [Locker_V1_Entry] = []
            _ = try LibraryReader(connection: connection, library: "main").forEachPage { entries += $0 }
            for index in entries.indices {
                entries[index].attributes = attributes([("was", ModelHistory.path(entries[index]))])
            }
            try session.stage(entries)
            _ = try session.commit(from: nil)
            try one.write("a", "other content")
            try one.rename("b", "renamed")
            usleep(50_000)
            try one.sync()
            try #expect(told(connection) == ["a": ["was": "a"], "renamed": ["was": "b"], "c": ["was": "c"]])
            var options = test.syncOptions()
            options.stateFolder = one.state
            try one.write("a", "third content")
            usleep(50_000)
            _ = try Sync(connection: connection, directory: one.folder, options: options).run()
            try #expect(told(connection) == ["a": ["was": "a"], "renamed": ["was": "b"], "c": ["was": "c"]])
        }
    }
}

import LockerCommands
import LockerTestSupport
import Testing

@Suite struct CommandLineTests {
    private func parsed(_ arguments: String...) throws -> String {
        String(describing: try LockerProgram.parse(arguments.map { Array($0.utf8) }))
    }

    private func run(_ arguments: String...) -> Int32 {
        LockerProgram.run(arguments.map { Array($0.utf8) })
    }

    @Test func `shared options mean the same before, between and behind the command's names`() throws {
        let behind = try parsed("admin", "account", "add", "--json", "--socket", "/s", "--account", "lee", "kim")
        #expect(behind.contains("/s") && behind.contains("lee") && behind.contains("kim"))
        #expect(
            try parsed("--json", "--socket", "/s", "--account", "lee", "admin", "account", "add", "kim") == behind)
        #expect(
            try parsed("admin", "--json", "account", "--progress=none", "list")
                == parsed("admin", "account", "list", "--json", "--progress=none"))
    }

    @Test func `a value that looks like a command is still a value`() throws {
        #expect(try parsed("--account", "ls", "usage") == parsed("usage", "--account", "ls"))
    }

    @Test func `an argument that is not UTF-8 is taken as its bytes`() throws {
        let name = Array("bad".utf8) + [0xFF] + Array(".mp3".utf8)
        let command = try LockerProgram.parse([Array("get".utf8), name])
        #expect(String(describing: command).contains("bad\\xff.mp3"))
    }

    @Test func `what interface.md lists is there`() throws {
        let lines: [[String]] = [
            ["status"], ["scan", "d", "--library", "l"], ["sync", "d"], ["sync", "d", "--transfer", "match"],
            ["sync", "d", "--library", "l", "--transfer", "stream", "--rehash", "--delete", "--dry-run"],
            ["ls"], ["ls", "p", "--library", "l", "--revision", "3", "--long"], ["get", "p", "-o", "f"],
            ["cat", "p", "--offset", "3", "--length", "4"], ["restore", "d", "--library", "l", "--revision", "2"],
            ["rm", "p", "q"], ["rm", "--recursive", "p"], ["mv", "p", "q"], ["log", "--library", "l"],
            ["changes", "--since", "4", "--library", "l"], ["usage"], ["inspect", "f"],
            ["admin", "account", "add", "n", "--uid", "7", "--quota", "9", "--role", "frontend"],
            ["admin", "account", "list"], ["admin", "account", "quota", "n", "5"], ["admin", "account", "remove", "n"],
            ["admin", "catalog", "add", "d"], ["admin", "catalog", "list"], ["admin", "catalog", "list", "--long"],
            ["admin", "catalog", "remove", "12345678"],
            ["admin", "grant", "n", "12345678", "9abcdef0", "--library", "l"], ["admin", "stats"],
            ["admin", "compact", "--dry-run", "--max-unused", "3"], ["admin", "rebuild"], ["admin", "backup", "d"],
            ["admin", "expire", "--keep-last", "3", "--keep-within", "30d", "--library", "l", "--dry-run"],
        ]
        for line in lines {
            #expect(throws: Never.self, "\(line)") { try LockerProgram.parse(line.map { Array($0.utf8) }) }
        }
    }

    @Test func `the exit status tells bad usage, wishes and an absent daemon apart`() throws {
        #expect(run("--help") == 0)
        #expect(run("--version") == 0)
        #expect(run("--generate-completion-script", "bash") == 0)
        #expect(run("frobnicate") == 2)
        #expect(run("ls", "--frobnicate") == 2)
        #expect(run("ls", "../up") == 2)
        #expect(run("cat", "p", "--offset=-1") == 2)
        #expect(run("admin", "expire") == 2)
        #expect(run("admin", "expire", "--keep-last", "0") == 2)
        #expect(run("admin", "expire", "--keep-within", "30") == 2)
        #expect(run("sync", "d", "--transfer", "pigeon") == 2)
        #expect(run("--json", "changes") == 2)
        #expect(run("--socket", "/nonexistent.sock", "status") == 6)
    }

    @Test func `a message names what is wrong`() {
        func message(_ arguments: String...) -> String {
            let error = #expect(throws: (any Error).self) {
                try LockerProgram.parse(arguments.map { Array($0.utf8) })
            }
            return error.map { "\($0)" } ?? ""
        }
        #expect(message("--json", "frobnicate").contains("Unknown command 'frobnicate'"))
        #expect(message("frobnicate").contains("Unknown command 'frobnicate'"))
        #expect(message("--account", "lee", "admin", "frobnicate").contains("`locker admin --help`"))
        #expect(message("--json").contains("No command"))
        for quota in [["add", "kim", "--quota", "-1"], ["add", "kim", "--quota", "much"], ["quota", "kim", "much"]] {
            let error = #expect(throws: (any Error).self) {
                try LockerProgram.parse((["admin", "account"] + quota).map { Array($0.utf8) })
            }
            #expect(error.map { "\($0)" }?.contains("a quota is a number of bytes, 0 or more, or none") == true)
        }
    }

    @Test func `inspect needs no daemon, and fails for what is no file`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/song", [1, 2, 3])
            #expect(run("inspect", "\(folder)/song") == 0)
            #expect(run("--json", "inspect", "\(folder)/song") == 0)
            #expect(run("inspect", folder) == 1)
            #expect(run("inspect", "\(folder)/missing") == 1)
        }
    }
}

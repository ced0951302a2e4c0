import LockerBase
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

    @Test func `a daemon is at a socket or behind a server, and login is told which`() {
        #expect(run("usage", "--socket", "/s", "--server", "https://h") == 2)
        #expect(run("login") == 2 && run("login", "--list", "https://h") == 2)
        #expect(run("login", "https://h", "--token-stdin", "--password-stdin") == 2)
        #expect(run("login", "https://h", "--token-stdin", "--label", "l") == 2)
        // What can be read on its way takes no password.
        #expect(run("login", "http://music.example", "--name", "n", "--password-stdin") == 1)
    }

    @Test func `a value that looks like a command is still a value`() throws {
        try #expect(parsed("--account", "ls", "usage") == parsed("usage", "--account", "ls"))
    }

    @Test func `an argument that is not UTF-8 is taken as its bytes`() throws {
        let name = Array("bad".utf8) + [0xFF] + Array(".mp3".utf8)
        let command = try LockerProgram.parse([Array("get".utf8), name])
        #expect(String(describing: command).contains("bad\\xff.mp3"))
    }

    @Test func `what a shell puts around a path is no part of it`() throws {
        for written in ["./Sub/a", "././Sub/a", "./Sub/a/"] {
            try #expect(parsed("rm", written) == parsed("rm", "Sub/a"), "\(written)")
        }
        try #expect(parsed("rm", ".hidden") != parsed("rm", "hidden"))
    }

    @Test func `what interface.md lists is there`() throws {
        let lines: [[String]] = [
            ["status"], ["scan", "d", "--library", "l"], ["sync", "d"], ["sync", "d", "--transfer", "match"],
            ["sync", "d", "--library", "l", "--transfer", "stream", "--rehash", "--delete", "--dry-run"],
            ["ls"], ["ls", "p", "--library", "l", "--revision", "3", "--long"], ["get", "p", "-o", "f"],
            ["cat", "p", "--offset", "3", "--length", "4"], ["restore", "d", "--library", "l", "--revision", "2"],
            ["rm", "p", "q"], ["rm", "--recursive", "p"], ["rm", "-r", "p"], ["mv", "p", "q"], ["inspect", "f"],
            ["log", "--library", "l"], ["changes", "--since", "4", "--library", "l"], ["usage"],
            ["admin", "account", "add", "n", "--uid", "7", "--quota", "9", "--role", "frontend"],
            ["admin", "account", "list"], ["admin", "account", "quota", "n", "5"], ["admin", "account", "remove", "n"],
            ["admin", "catalog", "add", "d"], ["admin", "catalog", "list"], ["admin", "catalog", "list", "--long"],
            ["admin", "catalog", "remove", "12345678"],
            ["admin", "grant", "n", "12345678", "9abcdef0", "--library", "l"], ["admin", "stats"],
            ["admin", "compact", "--dry-run", "--max-unused", "3"], ["admin", "rebuild"], ["admin", "backup", "d"],
            ["admin", "rebuild", "--cancel"], ["admin", "backup", "--cancel"], ["admin", "backup", "d", "--check"],
            ["library", "list"], ["library", "rename", "n", "m"], ["library", "delete", "n"], ["ls", "-l"],
            ["sync", "d", "--delete", "--from-here", "-v", "-q"],
            ["sync", "d", "--exclude", "*.wav", "--include", "/a.wav", "--exclude", "b/", "--under", "p/q"],
            ["scan", "d", "--exclude=-x", "--include=a", "--no-default-excludes", "--under", "p"],
            ["admin", "catalog", "add", "d", "--exclude", "!a", "--include", "b", "--no-default-excludes"],
            ["sync", "-n", "d"], ["admin", "compact", "-n"],
            ["admin", "account", "disable", "n"], ["admin", "account", "enable", "n"],
            ["admin", "account", "rename", "n", "m"], ["admin", "account", "rebind", "n", "--uid", "7"],
            ["admin", "account", "rebind", "n", "--uid", "none"], ["admin", "account", "add", "n", "--uid", "none"],
            ["login", "https://h"],
            ["login", "h:1", "--name", "n", "--label", "l", "--password-stdin", "--allow-http"],
            ["login", "h", "--token-stdin", "--ca-file", "f"], ["login", "--list"], ["logout"],
            ["logout", "h", "--here-only"],
            ["usage", "--server", "https://h", "--ca-file", "f"], ["--server", "h", "--ca-file=f", "sync", "d"],
            ["changes", "--since", "0"], ["sync", "--both", "d", "--allow-emptying", "-n", "-v"], ["pull", "d"],
            ["sync", "--both", "d", "--under", "p/q", "--from-here"], ["pull", "d", "--under", "p"],
            ["watch", "d", "--under", "p", "--library", "l"], ["watch", "d", "--name-clash", "rename"],
            ["sync", "--both", "d", "--name-clash", "rename"], ["pull", "d", "--name-clash=skip"],
            [
                "pull", "d", "--library", "l", "--rehash", "--ignore-ctime", "--ignore-inode", "--allow-emptying", "-n",
                "-v",
            ],
            [
                "watch", "d", "--library", "l", "--transfer", "match", "--rehash", "--ignore-ctime", "--ignore-inode",
                "--allow-emptying", "-v", "--exclude", "x", "--no-default-excludes",
            ],
            ["admin", "account", "remove", "n", "--dry-run", "--yes"], ["admin", "account", "quota", "n", "10GB"],
            ["admin", "expire", "--keep-last", "3", "--keep-within", "30d", "--library", "l", "--dry-run"],
            [
                "restore", "d", "--path", "p", "--path", "q", "--include", "*.mp3", "--exclude", "x", "--exclude",
                "y/**",
                "--revision", "2026-11-28", "--dry-run", "--overwrite", "newer",
            ],
            ["restore", "--overwrite", "d"], ["restore", "d", "--overwrite"],
            ["restore", "d", "-n", "--overwrite=never"], ["restore", "d", "--under", "p/q", "--name-clash", "rename"],
            ["ls", "a*", "--revision", "3d"], ["get", "p", "--revision", "latest"],
            ["cat", "p", "--revision", "2026-11-28 10:20:30Z"], ["changes", "--since", "3d"], ["diff"], ["diff", "3"],
            ["diff", "3", "2026-11-28T10:20", "p", "q"], ["diff", "p"], ["find", "*.mp3", "-i", "--all-revisions"],
            ["find", "a/**", "--revision", "3"], ["versions", "p"], ["revert", "3", "--dry-run"],
            ["revert", "3", "-v"],
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
        #expect(run("help", "sync") == 0)
        #expect(run("help", "admin", "account") == 0)
        #expect(run("--json", "changes") == 2)
        #expect(run("--socket", "/nonexistent.sock", "status") == 6)
    }

    @Test(arguments: [
        "help nosuch", "help admin nosuch", "admin verify --quick --sample 5", "admin verify --list --quick",
        "admin verify --sample 0", "admin verify --sample 101", "admin verify --sample nan",
        "admin verify --limit-rate 0",
        "admin compact --max-unused 101", "admin compact --max-unused=-1", "admin compact --cancel --dry-run",
        "ls --revision 9223372036854775808", "restore d --revision 99999999999999999999",
        "changes --since 9223372036854775808", "admin account quota n 9223372036854775808",
        "admin account add n --quota 10QB", "admin account rebind n", "admin account rebind n --uid 4294967295",
        "admin account add n --uid 4294967295", "admin account add n --uid x", "admin expire --keep-within 0d",
        "admin verify --older-than 0h", "ls --revision 0", "get p --revision 0 -o f", "cat p --revision 0",
        "restore d --revision 0",
        "sync d --both --delete", "sync d --allow-emptying", "sync d --name-clash rename", "pull d --name-clash x",
        "pull", "pull d --delete",
        "watch", "watch d --dry-run", "watch d -n", "watch d --delete", "watch d --library=",
        "restore d --name-clash x", "restore d --under ../p",
        "restore d --overwrite=sometimes", "restore --overwrite always", "restore d --include=", "find", "find /",
        "find x --all-revisions --revision 3", "ls --revision yesterday", "revert", "revert 0", "revert x",
        "diff 3 ../p", "versions ../p",
        "library rename n", "sync d --library=", "sync d --exclude=", "sync d --exclude [a", "scan d --include !a",
        "sync d --include /", "sync d --under ../p", "admin backup", "admin backup d --cancel", "ls ./", "ls ./../p",
    ])
    func `values that nobody could take are bad usage`(line: String) {
        let words = ["--socket", "/nonexistent.sock"] + line.split(separator: " ").map(String.init)
        #expect(LockerProgram.run(words.map { Array($0.utf8) }) == 2)
    }

    @Test func `what is replaced needs no rule`() throws {
        let always = try parsed("restore", "d", "--overwrite=always")
        try #expect(parsed("restore", "--overwrite", "d") == always)
        try #expect(parsed("restore", "d", "--overwrite") == always)
        try #expect(parsed("restore", "d", "--overwrite", "always") == always)
        try #expect(parsed("restore", "d", "--overwrite", "newer") != always)
        try #expect(parsed("restore", "d", "--overwrite", "never") == parsed("restore", "d"))
        try #expect(parsed("--json", "restore", "--overwrite", "d", "--library", "l").contains("always"))
    }

    @Test func `a mistyped command is guessed`() {
        let commands = ["status", "scan", "sync", "ls", "restore", "rm"]
        #expect(WordGuess.nearest(to: "statsu", in: commands) == "status")
        #expect(WordGuess.nearest(to: "snc", in: commands) == "sync")
        #expect(WordGuess.nearest(to: "resotre", in: commands) == "restore")
        #expect(WordGuess.nearest(to: "frobnicate", in: commands) == nil)
    }

    @Test func `bytes may have a unit`() {
        let right: [(String, UInt64)] = [
            ("0", 0), ("512", 512), ("10GB", 10_000_000_000), ("10gb", 10_000_000_000), ("512MiB", 512 << 20),
            ("1.5 TiB", 3 << 39), ("0.5kB", 500), ("9223372036854775807", 9_223_372_036_854_775_807),
        ]
        for (text, bytes) in right { #expect(ByteCount.parse(text) == bytes, "\(text)") }
        for text in ["", "-1", "GB", "1.5", "1.", ".5GB", "10 G B", "9223372036854775808", "9999999PiB", "1e3"] {
            #expect(ByteCount.parse(text) == nil, "\(text)")
        }
    }

    /// A line that a narrower terminal shows in several rows is taken away from the first of them on.
    @Test func `a line leaves nothing behind after a resize`() {
        #expect(TerminalLine.erasing(0, width: 80) == "\r\u{1B}[J")
        #expect(TerminalLine.erasing(79, width: 80) == "\r\u{1B}[J")
        #expect(TerminalLine.erasing(79, width: 40) == "\r\u{1B}[1A\u{1B}[J")
        #expect(TerminalLine.erasing(79, width: 20) == "\r\u{1B}[3A\u{1B}[J")
        #expect(TerminalLine.erasing(79, width: 0).hasSuffix("\u{1B}[J"))
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
        #expect(message("statsu").contains("Did you mean 'status'?"))
        #expect(message("admin", "account", "remvoe", "kim").contains("Did you mean 'remove'?"))
        #expect(message("help", "nosuch").contains("Unknown command 'nosuch'"))
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

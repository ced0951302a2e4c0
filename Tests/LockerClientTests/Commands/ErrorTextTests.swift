import LockerAPI
import LockerBase
import LockerCommands
import LockerSync
import TTRPC
import Testing

/// What `locker` says of errors: each thing once, and what to do.
@Suite struct ErrorTextTests {
    @Test func `an account that is not there is added by the operator`() {
        let error = LockerError(.notFound, "bob: no such account", details: [.account: "bob"], hint: .addAccount)
        #expect(
            ErrorText.message(of: error)
                == "bob: no such account; the operator adds it with 'locker admin account add bob'")
    }

    @Test func `which libraries there are is a command away`() {
        let error = LockerError(.notFound, "'x': no such library", hint: .listLibraries)
        #expect(ErrorText.message(of: error) == "'x': no such library; 'locker library list' lists which there are")
    }

    @Test func `a uid that is bound is freed by a command on the account that has it`() {
        let error = LockerError(.alreadyExists, "taken", details: [.account: "ada", .uid: "1000"])
        let message = ErrorText.message(of: error)
        #expect(message.contains("'locker admin account rename ada NEW'"))
        #expect(message.contains("'locker admin account rebind ada --uid none'"))
        #expect(ErrorText.message(of: LockerError(.alreadyExists, "taken", details: [.account: "ada"])) == "taken")
    }

    @Test func `what may have been there once is looked for in all revisions`() {
        let error = LockerError(.notFound, "a: in no revision", hint: .searchRevisions)
        #expect(
            ErrorText.message(of: error)
                == "a: in no revision; 'locker find --all-revisions PATTERN' finds what is or was")
    }

    @Test func `a quota is told in sizes as people read them, too`() {
        let details: [ErrorDetail: String] = [.quota: "10737418240", .wanted: "12884901888"]
        #expect(
            ErrorText.message(of: LockerError(.overQuota, "too much", details: details))
                == "too much (12.0 GiB of 10.0 GiB)")
        #expect(ErrorText.message(of: LockerError(.overQuota, "too much")) == "too much")
    }

    @Test func `a connection that broke wants the command again, and an answer does not`() {
        let lost = LockerError(RPCError(.unavailable, "/s: the connection to the server is lost"))
        #expect(ErrorText.message(of: lost) == "/s: the connection to the server is lost; run the command again")
        let answer = LockerError(RPCError(LockerError(.unavailable, "the daemon is stopping")))
        #expect(ErrorText.message(of: answer) == "the daemon is stopping")
    }

    @Test(arguments: ["is lockerd running?", "is lockerd running"])
    func `another socket is named in a sentence of its own`(words: String) {
        let told = OtherSockets.naming(["/run/s"], in: LockerError(.unavailable, words)).message
        #expect(told.hasPrefix(words.hasSuffix("?") ? "is lockerd running? There" : "is lockerd running. There"))
    }

    @Test func `a reason does not begin with the path that it is about`() {
        #expect(Skipped(path: Array("a/b".utf8), reason: "a/b: it is damaged").reason == "it is damaged")
        #expect(Skipped(path: Array("a".utf8), reason: "a/b: it is damaged").reason == "a/b: it is damaged")
        #expect(Skipped(path: [0xFF], reason: "\\xff: it is damaged").reason == "it is damaged")
    }

    @Test func `a job tells its kind, and that of an older daemon tells it by its phase`() {
        func kind(_ told: Locker_V1_Job.Kind, _ phase: String) -> JobKind? {
            JobKind(
                .with {
                    $0.kind = told
                    $0.phase = phase
                })
        }
        #expect(kind(.compaction, "starting") == .compaction && kind(.backup, "verifying packs") == .backup)
        #expect(kind(.verification, "") == .verification && kind(.rebuild, "starting") == .rebuild)
        #expect(kind(.unspecified, "verifying packs") == .verification)
        #expect(kind(.unspecified, "copying packs") == .backup)
        #expect(kind(.unspecified, "rewriting packs") == .compaction)
        #expect(kind(.unspecified, "reading records") == .rebuild)
        #expect(kind(.unspecified, "starting") == nil && kind(.UNRECOGNIZED(99), "copying packs") == nil)
    }
}

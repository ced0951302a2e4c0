import LockerAPI
import LockerCommands
import Testing

@Suite struct RevisionTextTests {
    @Test func `a purge is told as one`() {
        var revision = Locker_V1_Revision()
        revision.number = 7
        revision.note = "private"
        #expect(!RevisionText.table([revision]).contains("(purge)") && !RevisionText.long([revision]).contains("purge"))
        #expect(RevisionText.json(revision).text.contains(#""purge":false"#))
        revision.purge = true
        #expect(RevisionText.table([revision]).contains("(purge) private"))
        #expect(RevisionText.long([revision]).contains("\n  purge "))
        #expect(RevisionText.json(revision).text.contains(#""purge":true"#))
    }
}

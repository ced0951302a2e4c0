import GRDB
import LockerTestSupport
import Metadata
import Testing

/// What SQLite says it will do, so that a page costs what the page holds and not what the library's history holds.
@Suite struct QueryPlanTests {
    @Test func aPageOfAnyRevisionIsASearchInPathOrder() throws {
        for bounded in [true, false] {
            let newest = try plan(EntryRange.newestSQL(bounded: bounded))
            #expect(newest.count == 1)
            #expect(newest.first?.hasPrefix("SEARCH entry USING INDEX entry_newest (library=? AND path>?") == true)
            let past = try plan(VersionWalk.sql(bounded: bounded))
            #expect(past.count == 1)
            #expect(
                past.first?.hasPrefix("SEARCH entry USING COVERING INDEX entry_history (library=? AND path>?") == true)
        }
    }

    @Test func aVersionOfAPathIsFoundByOneSearch() throws {
        for sql in [VersionWalk.lookupSQL, EntryLookup.sql(.past(1))] {
            let steps = try plan(sql)
            #expect(steps.contains { $0.contains("INDEX entry_history (library=? AND path=? AND since<?)") })
            #expect(!steps.contains { $0.contains("TEMP B-TREE") })
        }
    }

    @Test func fewChangesAreFoundByRevisionAndNothingIsScannedForThem() throws {
        let steps = try plan(ChangeQuery.candidatesSQL)
        #expect(steps.contains { $0.contains("INDEX entry_since (library=? AND since>? AND since<?)") })
        #expect(steps.contains { $0.contains("INDEX entry_until (library=? AND until>? AND until<?)") })
        #expect(steps.contains { $0.contains("INDEX purged_until (library=? AND until>? AND until<?)") })
        #expect(!steps.contains { $0.hasPrefix("SCAN entry") || $0.hasPrefix("SCAN purged") })
    }

    @Test func whatWasPurgedIsGoneThroughInPathOrder() throws {
        let steps = try plan(PurgedWalk.sql)
        #expect(steps.count == 1)
        #expect(steps.first?.hasPrefix("SEARCH purged USING PRIMARY KEY (library=? AND path>?") == true)
    }

    @Test func aMatchIsTwoSearchesOfIndexesAlone() throws {
        #expect(
            try plan(SQLiteCatalog.payloadSizeSQL) == ["SEARCH catalog USING COVERING INDEX catalog_match (track=?)"])
        let owned = try plan(SQLiteCatalog.ownedTrackSQL)
        #expect(owned.count == 2)
        #expect(owned.first?.contains("(account=?") == true)
        #expect(owned.last == "SEARCH entry USING COVERING INDEX entry_track (track=? AND library=?)")
    }

    /// Nobody waits for what others hold, and how much that is shows in no time.
    @Test func theHoldersOfOneLibraryAreSearchedForThereAlone() throws {
        let steps = try plan(SQLiteBlobs.holdersSQL(inLibrary: true))
        #expect(steps.contains("SEARCH entry USING INDEX entry_blob (blob=? AND library=? AND chunk=?)"))
        let ofChunks = try plan(SQLiteBlobs.holdersSQL(inLibrary: true, isChunk: true))
        #expect(ofChunks.contains("SEARCH entry USING INDEX entry_chunk (blob=? AND library=?)"))
    }

    /// However many hold the same, one row of each library is looked at: the first.
    @Test func howAContentCameIsFoundByOneSearchOfEachLibrary() throws {
        let own = try plan(ArrivalSearch.ownSQL)
        #expect(own == ["SEARCH entry USING COVERING INDEX entry_history (library=? AND path=? AND since<?)"])
        let audio = try plan(ArrivalSearch.sameAudioSQL)
        #expect(audio.last == "SEARCH entry USING COVERING INDEX entry_track (track=? AND library=? AND rowid<?)")
        let content = try plan(ArrivalSearch.sameContentSQL)
        #expect(content.contains { $0.contains("INDEX entry_blob (blob=? AND library=? AND chunk=? AND rowid<?)") })
        #expect(content.contains { $0.contains("INDEX entry_chunk (blob=? AND library=? AND rowid<?)") })
        #expect(
            try plan(SQLiteCatalog.fingerprintedSQL) == [
                "SEARCH fingerprint USING COVERING INDEX sqlite_autoindex_fingerprint_1 (track>?)"
            ])
    }

    @Test func whoOwnsABlobIsLookedUpInTheirOwnLibraries() throws {
        let steps = try plan(SQLiteBlobs.ownedSQL)
        #expect(steps.contains("SEARCH entry USING INDEX entry_blob (blob=? AND library=? AND chunk=?)"))
        #expect(steps.contains("SEARCH entry USING INDEX entry_chunk (blob=? AND library=?)"))
        #expect(steps.count { $0.hasPrefix("SEARCH library") } == 2 && !steps.contains { $0.hasPrefix("SCAN") })
    }

    @Test func whatIsNewIsLookedUpInTheIndexesOfTheOwnLibrariesAlone() throws {
        let steps = try plan(SQLiteCommits.holdsSQL)
        #expect(steps.count { $0.hasPrefix("SEARCH library") } == 2 && !steps.contains { $0.hasPrefix("SCAN") })
        #expect(steps.contains("SEARCH entry USING COVERING INDEX entry_blob (blob=? AND library=? AND chunk=?)"))
        #expect(steps.contains("SEARCH entry USING INDEX entry_chunk (blob=? AND library=?)"))
    }

    @Test func revisionsAreReadInTheirOrderEachWithWhereItCameFrom() throws {
        let steps = try plan(SQLiteRevisions.listSQL)
        #expect(steps.first == "SEARCH revision USING PRIMARY KEY (library=? AND number<?)")
        #expect(steps.dropFirst().allSatisfy { $0.hasPrefix("SEARCH origin") || $0.hasPrefix("SEARCH device") })
    }

    @Test func theTimesOfRevisionsAreReadInTheirOrderAndNothingElseOfThem() throws {
        let steps = try plan(SQLiteRevisions.timesSQL)
        #expect(steps == ["SEARCH revision USING PRIMARY KEY (library=?)"])
    }

    @Test func aPageOfTheBlobsOfALibraryBeginsWhereTheLastEnded() throws {
        #expect(
            try plan(SQLiteBlobs.libraryBlobsSQL) == [
                "SEARCH entry USING INDEX entry_since (library=? AND since=? AND rowid>?)"
            ])
    }

    @Test func theBlobsAreMergedFromTheirIndexesAndNotCollected() throws {
        for sql in [SQLiteBlobs.blobsSQL, "SELECT count(*) FROM (\(SQLiteBlobs.blobsSQL))"] {
            let steps = try plan(sql)
            #expect(steps.contains("MERGE (UNION)"))
            #expect(steps.contains("SEARCH entry USING COVERING INDEX entry_blob (blob>?)"))
            #expect(steps.contains("SCAN entry USING INDEX entry_chunk"))
            #expect(steps.contains("SCAN catalog USING COVERING INDEX catalog_blob"))
            #expect(!steps.contains { $0.contains("TEMP B-TREE") })
        }
        let page = try plan(SQLiteBlobs.blobPageSQL)
        #expect(page.contains("MERGE (UNION)"))
        #expect(page.contains("SEARCH entry USING COVERING INDEX entry_blob (blob>?)"))
        #expect(page.contains("SEARCH catalog USING COVERING INDEX catalog_blob (blob>?)"))
        #expect(!page.contains { $0.contains("TEMP B-TREE") })
        #expect(
            try plan(SQLiteBlobs.chunkRangeSQL) == ["SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"])
        #expect(try plan(SQLiteBlobs.chunkPageSQL) == ["SEARCH entry USING INDEX entry_chunk (blob>?)"])
    }

    private func plan(_ sql: String) throws -> [String] {
        try withTemporaryDirectory { folder in
            _ = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            return try DatabaseQueue(path: folder + "/metadata.sqlite").read { database in
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { try $0.decode(forColumn: "detail") }
            }
        }
    }
}

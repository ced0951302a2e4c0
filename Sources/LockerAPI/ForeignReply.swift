/// An answer with texts that clients print as they are.
protocol ForeignReply {
    /// Makes them fit for that.
    mutating func tidy()
}

extension Locker_V1_StatusResponse: ForeignReply {
    mutating func tidy() {
        version = ForeignText.sentence(version)
        account = ForeignText.name(account)
        if hasUsage { usage.tidy() }
    }
}

extension Locker_V1_CapabilitiesResponse: ForeignReply {
    mutating func tidy() {
        version = ForeignText.sentence(version)
        features = features.map(ForeignText.sentence)
    }
}

extension Locker_V1_HealthResponse: ForeignReply {
    mutating func tidy() {
        message = ForeignText.sentence(message)
    }
}

extension Locker_V1_UsageResponse: ForeignReply {
    mutating func tidy() {
        account = ForeignText.name(account)
        for index in libraries.indices {
            libraries[index].name = ForeignText.name(libraries[index].name)
            if libraries[index].hasSource { libraries[index].source.tidy() }
        }
    }
}

extension Locker_V1_WatchResponse: ForeignReply {
    mutating func tidy() {
        for index in libraries.indices {
            libraries[index].account = ForeignText.name(libraries[index].account)
            libraries[index].library = ForeignText.name(libraries[index].library)
        }
        for index in usages.indices { usages[index].account = ForeignText.name(usages[index].account) }
    }
}

extension Locker_V1_RestoreFilesResponse: ForeignReply {
    mutating func tidy() {
        for index in failures.indices { failures[index].tidy() }
    }
}

extension Locker_V1_OpenSessionResponse: ForeignReply {
    mutating func tidy() {
        if hasSource { source.tidy() }
    }
}

extension Locker_V1_IngestFilesResponse: ForeignReply {
    mutating func tidy() {
        for index in failures.indices { failures[index].tidy() }
    }
}

extension Locker_V1_FileFailure: ForeignReply {
    mutating func tidy() {
        message = ForeignText.sentence(message)
    }
}

extension Locker_V1_Source: ForeignReply {
    mutating func tidy() {
        deviceName = ForeignText.name(deviceName)
    }
}

extension Locker_V1_Account: ForeignReply {
    mutating func tidy() {
        name = ForeignText.name(name)
    }
}

extension Locker_V1_ListAccountsResponse: ForeignReply {
    mutating func tidy() {
        for index in accounts.indices { accounts[index].tidy() }
    }
}

extension Locker_V1_ListTracksResponse: ForeignReply {
    mutating func tidy() {
        for index in tracks.indices { tracks[index].format = ForeignText.sentence(tracks[index].format) }
    }
}

extension Locker_V1_ReadFingerprintsResponse: ForeignReply {
    mutating func tidy() {
        for index in tracks.indices { tracks[index].format = ForeignText.sentence(tracks[index].format) }
    }
}

extension Locker_V1_Job: ForeignReply {
    mutating func tidy() {
        phase = ForeignText.sentence(phase)
        error = ForeignText.sentence(error)
        reason = ForeignText.sentence(reason)
        if hasCompaction { compaction.damagedPacks = compaction.damagedPacks.map(ForeignText.sentence) }
    }
}

extension Locker_V1_FindingsResponse: ForeignReply {
    mutating func tidy() {
        for index in findings.indices {
            findings[index].pack = ForeignText.sentence(findings[index].pack)
            findings[index].kind = ForeignText.sentence(findings[index].kind)
            findings[index].reason = ForeignText.sentence(findings[index].reason)
            for file in findings[index].files.indices {
                findings[index].files[file].account = ForeignText.name(findings[index].files[file].account)
                findings[index].files[file].library = ForeignText.name(findings[index].files[file].library)
            }
        }
    }
}

extension Locker_V1_LogResponse: ForeignReply {
    mutating func tidy() {
        for index in revisions.indices { revisions[index].tidy() }
    }
}

extension Locker_V1_SetNoteResponse: ForeignReply {
    mutating func tidy() {
        if hasRevision { revision.tidy() }
    }
}

extension Locker_V1_Revision: ForeignReply {
    mutating func tidy() {
        note = ForeignText.sentence(note)
        if hasOrigin { origin.tidy() }
    }
}

extension Locker_V1_Origin: ForeignReply {
    mutating func tidy() {
        deviceName = ForeignText.name(deviceName)
        client = ForeignText.sentence(client)
        version = ForeignText.sentence(version)
    }
}

extension Locker_V1_Device: ForeignReply {
    mutating func tidy() {
        name = ForeignText.name(name)
    }
}

extension Locker_V1_ListDevicesResponse: ForeignReply {
    mutating func tidy() {
        for index in devices.indices { devices[index].tidy() }
    }
}

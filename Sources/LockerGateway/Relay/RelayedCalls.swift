import LockerAPI

/// The calls that go through a gateway: those that people make. One that is not here goes to no daemon, whatever it means
/// there.
package enum RelayedCalls {
    package static let service = LockerMethods.status.service

    package static let names: Set<String> = [
        LockerMethods.capabilities.name, LockerMethods.health.name, LockerMethods.cancelCall.name,
        LockerMethods.status.name, LockerMethods.usage.name, LockerMethods.list.name, LockerMethods.changes.name,
        LockerMethods.log.name, LockerMethods.openSession.name, LockerMethods.ingest.name,
        LockerMethods.ingestFiles.name, LockerMethods.beginUpload.name, LockerMethods.writeUpload.name,
        LockerMethods.finishUpload.name, LockerMethods.cancelUpload.name, LockerMethods.stage.name,
        LockerMethods.match.name, LockerMethods.prove.name, LockerMethods.describeTracks.name,
        LockerMethods.assemble.name, LockerMethods.putChunks.name, LockerMethods.commit.name,
        LockerMethods.closeSession.name, LockerMethods.restore.name, LockerMethods.read.name,
        LockerMethods.restoreFiles.name, LockerMethods.openBlob.name, LockerMethods.readBlob.name,
        LockerMethods.closeBlob.name, LockerMethods.countFolder.name, LockerMethods.damaged.name,
        LockerMethods.remove.name, LockerMethods.move.name, LockerMethods.watch.name,
        LockerMethods.deleteLibrary.name, LockerMethods.renameLibrary.name, LockerMethods.registerDevice.name,
        LockerMethods.listDevices.name, LockerMethods.renameDevice.name, LockerMethods.removeDevice.name,
        LockerMethods.restoreDevice.name, LockerMethods.setNote.name, LockerMethods.purge.name,
        LockerMethods.getRetention.name, LockerMethods.setRetention.name,
    ]

    /// Those of which the payload says on whose behalf they are, or to what.
    static let read: Set<String> = [LockerMethods.watch.name, LockerMethods.openSession.name]
}

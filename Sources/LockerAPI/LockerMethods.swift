/// The calls of the service `locker.v1.Locker`; locker.proto says what each does.
public enum LockerMethods {
    private static let service = "locker.v1.Locker"

    public static let capabilities = Method<Locker_V1_CapabilitiesRequest, Locker_V1_CapabilitiesResponse>(
        service, "Capabilities")
    public static let status = Method<Locker_V1_StatusRequest, Locker_V1_StatusResponse>(service, "Status")
    public static let usage = Method<Locker_V1_UsageRequest, Locker_V1_UsageResponse>(service, "Usage")
    public static let list = Method<Locker_V1_ListRequest, Locker_V1_ListResponse>(service, "List")
    public static let changes = Method<Locker_V1_ChangesRequest, Locker_V1_ChangesResponse>(service, "Changes")
    public static let log = Method<Locker_V1_LogRequest, Locker_V1_LogResponse>(service, "Log")

    public static let openSession = Method<Locker_V1_OpenSessionRequest, Locker_V1_OpenSessionResponse>(
        service, "OpenSession")
    public static let ingest = Method<Locker_V1_IngestRequest, Locker_V1_IngestResponse>(
        service, "Ingest", .ingest, descriptors: 1)
    public static let beginUpload = Method<Locker_V1_BeginUploadRequest, Locker_V1_BeginUploadResponse>(
        service, "BeginUpload")
    public static let writeUpload = Method<Locker_V1_WriteUploadRequest, Locker_V1_WriteUploadResponse>(
        service, "WriteUpload", .ingest)
    public static let finishUpload = Method<Locker_V1_FinishUploadRequest, Locker_V1_IngestResponse>(
        service, "FinishUpload", .ingest)
    public static let cancelUpload = Method<Locker_V1_CancelUploadRequest, Locker_V1_CancelUploadResponse>(
        service, "CancelUpload")
    public static let stage = Method<Locker_V1_StageRequest, Locker_V1_StageResponse>(service, "Stage", .commit)
    public static let match = Method<Locker_V1_MatchRequest, Locker_V1_MatchResponse>(service, "Match")
    public static let prove = Method<Locker_V1_ProveRequest, Locker_V1_ProveResponse>(service, "Prove", .ingest)
    public static let assemble = Method<Locker_V1_AssembleRequest, Locker_V1_AssembleResponse>(
        service, "Assemble", .ingest)
    public static let putChunks = Method<Locker_V1_PutChunksRequest, Locker_V1_PutChunksResponse>(
        service, "PutChunks", .ingest)
    public static let commit = Method<Locker_V1_CommitRequest, Locker_V1_CommitResponse>(service, "Commit", .commit)
    public static let closeSession = Method<Locker_V1_CloseSessionRequest, Locker_V1_CloseSessionResponse>(
        service, "CloseSession")

    public static let restore = Method<Locker_V1_RestoreRequest, Locker_V1_RestoreResponse>(
        service, "Restore", .restore, descriptors: 1)
    public static let read = Method<Locker_V1_ReadRequest, Locker_V1_ReadResponse>(service, "Read", .restore)

    public static let damaged = Method<Locker_V1_DamagedRequest, Locker_V1_DamagedResponse>(
        service, "Damaged", .restore)

    public static let remove = Method<Locker_V1_RemoveRequest, Locker_V1_CommitResponse>(service, "Remove", .commit)
    public static let move = Method<Locker_V1_MoveRequest, Locker_V1_CommitResponse>(service, "Move", .commit)

    public static let deleteLibrary = Method<Locker_V1_DeleteLibraryRequest, Locker_V1_DeleteLibraryResponse>(
        service, "DeleteLibrary", .commit)
    public static let renameLibrary = Method<Locker_V1_RenameLibraryRequest, Locker_V1_RenameLibraryResponse>(
        service, "RenameLibrary", .commit)
}

/// The calls of the service `locker.v1.Admin`, the operator's; locker.proto says what each does.
public enum AdminMethods {
    /// The service's full name.
    public static let service = "locker.v1.Admin"

    public static let addAccount = Method<Locker_V1_AddAccountRequest, Locker_V1_Account>(service, "AddAccount")
    public static let listAccounts = Method<Locker_V1_ListAccountsRequest, Locker_V1_ListAccountsResponse>(
        service, "ListAccounts")
    public static let setQuota = Method<Locker_V1_SetQuotaRequest, Locker_V1_Account>(service, "SetQuota")
    public static let removeAccount = Method<Locker_V1_RemoveAccountRequest, Locker_V1_RemoveAccountResponse>(
        service, "RemoveAccount")
    public static let disableAccount = Method<Locker_V1_DisableAccountRequest, Locker_V1_Account>(
        service, "DisableAccount")
    public static let enableAccount = Method<Locker_V1_EnableAccountRequest, Locker_V1_Account>(
        service, "EnableAccount")
    public static let renameAccount = Method<Locker_V1_RenameAccountRequest, Locker_V1_Account>(
        service, "RenameAccount")
    public static let rebindAccount = Method<Locker_V1_RebindAccountRequest, Locker_V1_Account>(
        service, "RebindAccount")
    public static let addTracks = Method<Locker_V1_AddTracksRequest, Locker_V1_AddTracksResponse>(
        service, "AddTracks", .commit)
    public static let listTracks = Method<Locker_V1_ListTracksRequest, Locker_V1_ListTracksResponse>(
        service, "ListTracks")
    public static let removeTrack = Method<Locker_V1_RemoveTrackRequest, Locker_V1_RemoveTrackResponse>(
        service, "RemoveTrack", .commit)
    public static let grant = Method<Locker_V1_GrantRequest, Locker_V1_GrantResponse>(service, "Grant", .commit)
    public static let compact = Method<Locker_V1_CompactRequest, Locker_V1_Job>(service, "Compact")
    public static let backup = Method<Locker_V1_BackupRequest, Locker_V1_Job>(service, "Backup")
    public static let verify = Method<Locker_V1_VerifyRequest, Locker_V1_Job>(service, "Verify")
    public static let findings = Method<Locker_V1_FindingsRequest, Locker_V1_FindingsResponse>(
        service, "Findings", .restore)
    public static let expire = Method<Locker_V1_ExpireRequest, Locker_V1_ExpireResponse>(service, "Expire", .commit)
    public static let rebuild = Method<Locker_V1_RebuildRequest, Locker_V1_Job>(service, "Rebuild")
    public static let watchJob = Method<Locker_V1_WatchJobRequest, Locker_V1_Job>(service, "WatchJob")
    public static let cancelJob = Method<Locker_V1_CancelJobRequest, Locker_V1_Job>(service, "CancelJob")
    public static let stats = Method<Locker_V1_StatsRequest, Locker_V1_StatsResponse>(service, "Stats", .restore)
}

namespace AtlassianAdmin.Client.Errors;

/// <summary>What kind of trouble a code is. The names are PowerShell's own error categories, so that they map one to one.</summary>
public enum ErrorKind : long
{
    /// <summary>The key or credential was not accepted.</summary>
    AuthenticationError,

    /// <summary>Known, but not allowed.</summary>
    PermissionDenied,

    /// <summary>What was named does not exist.</summary>
    ObjectNotFound,

    /// <summary>What was typed cannot be used.</summary>
    InvalidArgument,

    /// <summary>What was asked does not fit the state that things are in.</summary>
    InvalidOperation,

    /// <summary>A limit was reached.</summary>
    LimitsExceeded,

    /// <summary>The service, or something on the way to it, is not available.</summary>
    ResourceUnavailable,

    /// <summary>Something else is holding it.</summary>
    ResourceBusy,

    /// <summary>The connection could not be made or broke.</summary>
    ConnectionError,

    /// <summary>It would endanger a secret or a person.</summary>
    SecurityError,

    /// <summary>The answer makes no sense.</summary>
    InvalidResult,

    /// <summary>Something that must be installed is not.</summary>
    NotInstalled,

    /// <summary>Stopped by the caller.</summary>
    OperationStopped,
}

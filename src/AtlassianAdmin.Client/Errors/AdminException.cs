namespace AtlassianAdmin.Client.Errors;

/// <summary>A failure with a stable code, a sentence that says what is wrong, and the next step. Carries no secret.</summary>
public sealed class AdminException : Exception
{
    private readonly Dictionary<string, string?> _facts;
    private readonly string? _preface;
    private string? _remedy;

    /// <summary>Makes a failure that no reply of the service caused.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="facts">What fills the placeholders of the catalogue's texts.</param>
    public AdminException(string code, params (string Name, string? Value)[] facts)
        : this(ErrorCatalogue.Find(code), ToDictionary(facts), error: null, inner: null)
    {
    }

    /// <summary>Makes a failure that another exception caused.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="inner">The cause.</param>
    /// <param name="facts">What fills the placeholders of the catalogue's texts.</param>
    public AdminException(string code, Exception inner, params (string Name, string? Value)[] facts)
        : this(ErrorCatalogue.Find(code), ToDictionary(facts), error: null, inner)
    {
    }

    internal AdminException(ErrorDefinition definition, Dictionary<string, string?> facts, ServiceError? error, Exception? inner, string? preface = null)
        : base((preface is null ? "" : preface + " ") + ErrorDefinition.Fill(definition.Meaning, facts), inner)
    {
        _preface = preface;
        Definition = definition;
        _facts = facts;
        ServiceError = error;
    }

    /// <summary>The catalogue's row.</summary>
    public ErrorDefinition Definition { get; }

    /// <summary>The stable code, one of <see cref="ErrorCode"/>.</summary>
    public string Code => Definition.Code;

    /// <summary>What to type or open next.</summary>
    public string Remedy => _remedy ?? ErrorDefinition.Fill(Definition.Remedy, _facts);

    /// <summary>The service's own error as it was read; null when no reply caused the failure.</summary>
    public ServiceError? ServiceError { get; }

    /// <summary>The HTTP status; 0 when there was no reply.</summary>
    public int HttpStatus => ServiceError?.Status ?? 0;

    /// <summary>The service's own error key or code, such as <c>forbidden.action</c> or <c>ADMIN-404-8</c>; null when none.</summary>
    public string? ServiceKey => ServiceError?.Key;

    /// <summary>The service's restriction reason, such as <c>externalDirectory.scim</c>; null when none.</summary>
    public string? ServiceReason => ServiceError?.Reason;

    /// <summary>The id under which the service can find the request; null when it gave none.</summary>
    public string? RequestId => ServiceError?.RequestId;

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; internal set; }

    /// <summary>True when a write was sent and no readable answer proves what became of it.</summary>
    public bool IsAmbiguous { get; internal set; }

    /// <summary>True when the connection refuses every change, whoever it is for.</summary>
    internal bool IsOfConnection => Code is ErrorCode.ReadOnlyConnection or ErrorCode.PlanNotApproved;

    /// <summary>True when the key itself is refused: what it is refused for once, it is refused for every time.</summary>
    internal bool RefusesTheKey =>
        Definition.Kind == ErrorKind.AuthenticationError || Code is ErrorCode.KeyHasScopes or ErrorCode.KeyLacksScope;

    /// <summary>The same failure, told with more facts (for example who the account is).</summary>
    /// <param name="facts">What fills the placeholders; replaces facts of the same name.</param>
    public AdminException With(params (string Name, string? Value)[] facts)
    {
        var merged = new Dictionary<string, string?>(_facts);
        foreach ((string name, string? value) in facts)
            merged[name] = value;
        return new AdminException(Definition, merged, ServiceError, InnerException, _preface) { Attempts = Attempts, IsAmbiguous = IsAmbiguous, _remedy = _remedy };
    }

    /// <summary>The same failure with another next step, when more is known of the place where it was met.</summary>
    /// <param name="remedy">What to type or open next.</param>
    internal AdminException WithRemedy(string remedy) =>
        new(Definition, _facts, ServiceError, InnerException, _preface) { Attempts = Attempts, IsAmbiguous = IsAmbiguous, _remedy = remedy };

    /// <summary>The same failure behind a sentence that says what was done before it.</summary>
    /// <param name="preface">The sentence.</param>
    internal AdminException After(string preface) =>
        new(Definition, _facts, ServiceError, InnerException, preface) { Attempts = Attempts, IsAmbiguous = IsAmbiguous, _remedy = _remedy };

    /// <summary>The same failure under another code, when more has become known.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    public AdminException As(string code) =>
        new(ErrorCatalogue.Find(code), _facts, ServiceError, InnerException, _preface) { Attempts = Attempts, IsAmbiguous = IsAmbiguous };

    private static Dictionary<string, string?> ToDictionary((string Name, string? Value)[] facts)
    {
        var dictionary = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string name, string? value) in facts)
            dictionary[name] = value;
        return dictionary;
    }
}

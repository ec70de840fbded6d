using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AtlassianAdmin.Client.Json;

namespace AtlassianAdmin.Client.Http;

/// <summary>Sends requests and turns every answer into a value or an <see cref="AdminException"/>.</summary>
internal sealed class Transport
{
    private const string TlsRemedy =
        "A proxy or a security product on the way may open TLS connections (TLS inspection), or show a sign-in page. "
        + "Let this machine trust its root certificate, or have Atlassian's addresses left alone. Check the time of day on this machine, too.";

    private const string JsonType = "application/json";

    private readonly Task<Func<HttpMessageHandler>> _handlers;
    private readonly HttpOptions _options;
    private readonly TransportSettings _settings;

    // Null until the service has shown whether the key has scopes.
    private bool? _keyHasScopes;

    public Transport(Task<Func<HttpMessageHandler>> handlers, HttpOptions options, TransportSettings settings)
    {
        _handlers = handlers;
        _options = options;
        _settings = settings;
    }

    /// <summary>Sends a request and reads its successful answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="holds">Whether the answer holds what was asked for; null when any will do.</param>
    public async Task<T> ReadAsync<T>(ApiRequest request, CancellationToken cancellationToken, Func<T, bool>? holds = null)
    {
        Task<Answer> sent = SendAsync(request, cancellationToken);
        // While the answer is on its way: the first time, it takes as long.
        var type = (JsonTypeInfo<T>)_settings.Json.GetTypeInfo(typeof(T));
        Answer answer = await sent.ConfigureAwait(false);
        JsonException? malformed = null;
        try
        {
            IReadOnlyList<OddValue> odd = [];
            if (OrganizationOrigin.Read(_settings.Origin, () => TolerantReader.Read(answer.Body, type, out odd)) is { } value && holds?.Invoke(value) != false)
            {
                RequestScope.Current?.Report(odd);
                return value;
            }
        }
        catch (JsonException e)
        {
            malformed = e;
        }

        string detail = malformed?.Path is { } path ? $"its JSON does not have the documented form ({Cleaned(path)})" : "it does not hold what was asked for";
        throw new AdminException(ErrorCode.UnexpectedResponse, malformed is null ? null! : UnreadableReplyException.Place(malformed), ("detail", detail))
        {
            Attempts = answer.Attempts,
            // Accepted, but what came of it is not shown.
            IsAmbiguous = request.Effect != RequestEffect.Reads,
        };
    }

    /// <summary>Sends a request and returns its successful answer.</summary>
    /// <exception cref="AdminException">For every other answer, and when there was none.</exception>
    /// <exception cref="RequestStoppedException">When it was cancelled.</exception>
    public async Task<Answer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var call = new ApiCall(request);
        using var message = new HttpRequestMessage(request.Method, request.Address(_options.BaseUri));
        message.Headers.TryAddWithoutValidation("Accept", JsonType);
        if (request.Body(_settings.Json) is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", JsonType);
        }
        else if (request.Method == HttpMethod.Delete)
        {
            // Without a body .NET repeats a lost request by itself, and nobody would know that the 404 is our own doing.
            message.Content = new ByteArrayContent([]);
        }

        message.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        if (request.Version is { } version)
            message.Headers.TryAddWithoutValidation("If-Match", version);
        call.AttachTo(message);
        try
        {
            // Asked for anew each time, because they are renewed; connections are kept below them.
            // No HttpClient: what it adds, a timeout and a buffer, is done by our handlers.
            Func<HttpMessageHandler> handlers = await _handlers.ConfigureAwait(false);
            using var invoker = new HttpMessageInvoker(handlers(), disposeHandler: false);
            using HttpResponseMessage reply = await invoker.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (reply.IsSuccessStatusCode || IsGoneByOurselves(call, reply) || IsAnswer(call, reply))
                return new Answer(call.ReplyBody, call.Attempts);
            throw await RefusalAsync(call, reply, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new RequestStoppedException(IsAmbiguous(call), e, cancellationToken);
        }
        catch (UnreadableReplyException e)
        {
            throw Failure(e is { IsTooLarge: false, Status: >= 500 or 0 } ? ErrorCode.ServiceUnavailable : ErrorCode.UnexpectedResponse, e, e.Message, call);
        }
        catch (HttpRequestException e)
        {
            AdminException failure = Failure(ProxyRefusal.IsFinal(e) ? ErrorCode.ProxyRefused : ErrorCode.NetworkFailure, e, Explain(e), call);
            throw IsOfTls(e) ? failure.WithRemedy(TlsRemedy) : failure;
        }
        catch (AdminException e) when (e.Attempts == 0)
        {
            e.Attempts = call.Attempts;
            e.IsAmbiguous = IsAmbiguous(call);
            throw;
        }
    }

    // A DELETE whose first answer was lost finds nothing the second time.
    private static bool IsGoneByOurselves(ApiCall call, HttpResponseMessage reply)
    {
        if (call.Request.Method != HttpMethod.Delete || (int)reply.StatusCode != 404 || !call.MayHaveArrived || !call.Request.IsTargetRead)
            return false;
        ServiceError error = ServiceError.Read(404, call.ReplyBody);
        return error.Shape is ErrorBodyShape.UserManagement or ErrorBodyShape.ApplicationErrors or ErrorBodyShape.Scim
            && error.Key is not ("accountNotFound" or "account-not-found");
    }

    // Nobody is shown such a refusal, so it is told by its code alone.
    private bool IsAnswer(ApiCall call, HttpResponseMessage reply) =>
        call.Request.AnswersToo.Count > 0
        && call.Request.AnswersToo.Contains(CodeOf(call, ServiceError.ReadUnshown((int)reply.StatusCode, call.ReplyBody)));

    private string CodeOf(ApiCall call, ServiceError error) =>
        ErrorRule.CodeOf(error, call.Request.Family, call.Request.Template, _options.Key.Shape, _keyHasScopes);

    private static bool IsAmbiguous(ApiCall call) => call.MayHaveArrived && call.Request.Effect != RequestEffect.Reads;

    private async Task<AdminException> RefusalAsync(ApiCall call, HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        ServiceError error = ServiceError.Read((int)reply.StatusCode, call.ReplyBody, RequestIdOf(reply), _options.Key.Reveal());
        if (error.Key == "forbidden.insufficientScope")
            _keyHasScopes = true;
        if (error is { Status: 403 } && call.Request.Family == ApiFamily.Organization)
            _keyHasScopes ??= await FindScopesAsync(cancellationToken).ConfigureAwait(false);
        string code = CodeOf(call, error);
        // Customers of a portal have ids, and no account that an organization could manage.
        if (code is ErrorCode.AccountNotFound or ErrorCode.AccountNotManaged && call.Request.AccountId?.StartsWith("qm:", StringComparison.Ordinal) == true)
            code = ErrorCode.PortalOnlyCustomer;
        return new AdminException(ErrorCatalogue.Find(code), Facts(call, error), error, inner: null)
        {
            Attempts = call.Attempts,
            IsAmbiguous = IsAmbiguous(call),
        };
    }

    private async Task<bool?> FindScopesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _settings.HasScopesAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A stop must not hide that the request was refused.
            return null;
        }
    }

    private Dictionary<string, string?> Facts(ApiCall call, ServiceError error)
    {
        var facts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["account"] = call.Request.AccountId,
            ["action"] = call.Request.Action,
            ["organization"] = _settings.Organization(),
            ["site"] = _settings.Site,
            ["domain"] = error.Domain,
            ["detail"] = error.Describe(),
            ["address"] = _options.BaseUri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped),
        };
        if (error.Fields.Count > 0)
        {
            facts["field"] = string.Join(", ", error.Fields.Keys.Select(_settings.FieldName));
            facts["detail"] = string.Join("; ", error.Fields.Select(f => $"{_settings.FieldName(f.Key)}: {FieldProblem.Of(f.Value)}"));
        }

        return facts;
    }

    private AdminException Failure(string code, Exception cause, string detail, ApiCall call) =>
        new(code, Cleaned(cause),
            ("detail", Cleaned(detail)),
            ("account", call.Request.AccountId),
            ("action", call.Request.Action),
            ("address", _options.BaseUri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)))
        {
            Attempts = call.Attempts,
            IsAmbiguous = IsAmbiguous(call),
        };

    // The platform quotes what it could not read, and a server may echo the key or write to the terminal.
    private Exception Cleaned(Exception cause) =>
        Causes(cause).All(c => Cleaned(c.Message) == c.Message) ? cause : new HttpRequestException(Cleaned(cause.Message));

    private string Cleaned(string text) => ShownText.Of(Redaction.Scrub(text, _options.Key.Reveal())!);

    // What answers is not trusted, or speaks another protocol than it was asked for.
    private static bool IsOfTls(HttpRequestException e) =>
        Causes(e).OfType<AuthenticationException>().Any() || Causes(e).Last().Message.Contains("invalid status line");

    private static string Explain(HttpRequestException e)
    {
        Exception cause = Causes(e).Last();
        return Causes(e).OfType<AuthenticationException>().Any()
            ? $"{(cause is AuthenticationException && cause.Message.Contains("certificate") ? "its TLS certificate is not accepted" : "what answers is no TLS server")} ({cause.Message})"
            : cause is IOException or SocketException or HttpRequestException ? cause.Message : $"{e.Message} {cause.Message}";
    }

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    /// <summary>The id under which the service can find a request; null when it gave none.</summary>
    public static string? RequestIdOf(HttpResponseMessage reply)
    {
        foreach (string name in new[] { "atl-traceid", "atl-request-id", "X-Request-Id", "X-Trace-Id" })
        {
            if (reply.Headers.TryGetValues(name, out IEnumerable<string>? values))
                return values.FirstOrDefault();
        }

        return null;
    }
}

/// <summary>A successful answer.</summary>
internal sealed class Answer
{
    public Answer(byte[] body, int attempts)
    {
        Body = body;
        Attempts = attempts;
    }

    public byte[] Body { get; }

    public int Attempts { get; }
}

using System.Net.Http;

namespace AtlassianAdmin.Client.Http;

/// <summary>
/// Gives the handlers that requests go through, and makes new ones when they have grown old: a kept connection does not notice that
/// the service has moved. Old handlers are closed when their last request has ended.
/// </summary>
/// <param name="create">Makes the outermost handler, with those inside it.</param>
/// <param name="lifetime">How long requests begin to go through the same handlers.</param>
/// <param name="clock">The time.</param>
internal sealed class HandlerChain(Func<HttpMessageHandler> create, TimeSpan lifetime, TimeProvider clock) : IDisposable
{
    private readonly object _lock = new();
    private Link? _current;
    private bool _isDisposed;

    /// <summary>Begins a request. What is returned is disposed when it has ended.</summary>
    /// <exception cref="ObjectDisposedException">When no request may begin any more.</exception>
    public Lease Begin()
    {
        lock (_lock)
        {
            if (_isDisposed)
                throw new ObjectDisposedException(nameof(HandlerChain));
            if (_current is not null && clock.GetElapsedTime(_current.CreatedAt) >= lifetime)
                Retire();
            _current ??= new Link(new HttpMessageInvoker(create()), clock.GetTimestamp());
            _current.InUse++;
            return new Lease(this, _current);
        }
    }

    /// <summary>Lets no request begin any more. Those that have begun go on to their end.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Retire();
        }
    }

    private void Retire()
    {
        if (_current is not { } old)
            return;
        _current = null;
        old.IsRetired = true;
        if (old.InUse == 0)
            old.Invoker.Dispose();
    }

    private void End(Link link)
    {
        lock (_lock)
        {
            if (--link.InUse == 0 && link.IsRetired)
                link.Invoker.Dispose();
        }
    }

    /// <summary>The way of one request.</summary>
    internal sealed class Lease(HandlerChain owner, Link link) : IDisposable
    {
        /// <summary>Sends the request.</summary>
        public HttpMessageInvoker Invoker => link.Invoker;

        /// <summary>Ends the request.</summary>
        public void Dispose() => owner.End(link);
    }

    /// <summary>Handlers that were made together.</summary>
    internal sealed class Link(HttpMessageInvoker invoker, long createdAt)
    {
        public HttpMessageInvoker Invoker { get; } = invoker;

        public long CreatedAt { get; } = createdAt;

        public int InUse { get; set; }

        public bool IsRetired { get; set; }
    }
}

using System.Net.Http;
using AtlassianAdmin.Sandbox;

namespace AtlassianAdmin.Changes.Tests.Faults;

/// <summary>A network in this process that breaks as networks do, between the real client and a sandbox.</summary>
internal sealed class FaultyNetwork(SandboxOrganization organization, FaultPlan plan) : DelegatingHandler(new SandboxHandler(organization))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Fault? fault = plan.Meet(request.Method.Method, request.RequestUri!.AbsolutePath);
        switch (fault)
        {
            case null:
                return await base.SendAsync(request, cancellationToken);
            case Fault.Stall:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("Unreachable.");
            case { } late when FaultReply.IsLate(late):
                (await base.SendAsync(request, CancellationToken.None)).Dispose();
                if (late == Fault.StallLate)
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                return FaultReply.Of(late);
            default:
                return FaultReply.Of(fault.Value);
        }
    }
}

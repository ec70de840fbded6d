using System.Diagnostics;
using AtlassianAdmin.Client.Accounts;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Changes.Running;

/// <summary>Finds out what operations would meet, and changes nothing.</summary>
internal sealed class OperationPreview(RunContext context, bool byPage)
{
    public async Task<IReadOnlyList<Change>> PreviewAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (intent is Operation operation)
            return [await PreviewAsync(operation, seen: null, permissions: null, cancellationToken).ConfigureAwait(false)];
        var expansion = (Expansion)intent;
        Change whole = context.NotStarted(expansion);
        whole.Outcome = ChangeOutcome.WhatIf;
        if (expansion.Violation is { } violation)
            return [whole.Fail(ChangeOutcome.WhatIf, RunContext.Name(violation, whole))];
        try
        {
            Expanded expanded = await expansion.ExpandAsync(cancellationToken).ConfigureAwait(false);
            if (expanded.Parts.Count == 0)
            {
                if (await expansion.CheckExistenceAsync(cancellationToken).ConfigureAwait(false) is { } missing)
                    return [whole.Fail(ChangeOutcome.WhatIf, RunContext.Name(missing, whole))];
                whole.Update(expanded.Nothing!);
                whole.AfterState = expanded.Nothing;
                return [whole];
            }

            // What the service lets be done is the same for all of them: asked for once.
            Task<AccountPermissions?> permissions = expanded.Parts[0].Operation.ReadPermissionsAsync(cancellationToken);
            var changes = new List<Change>();
            foreach ((Operation part, State before) in expanded.Parts)
                changes.Add(await PreviewAsync(part, before, permissions, cancellationToken).ConfigureAwait(false));
            return changes;
        }
        catch (AdminException e)
        {
            // The guard speaks first, as it would when the change is sent.
            return [whole.Fail(ChangeOutcome.WhatIf, RunContext.Name(OfPeople(context.GuardViolation(expansion)) ?? e, whole))];
        }
    }

    private async Task<Change> PreviewAsync(Operation operation, State? seen, Task<AccountPermissions?>? permissions, CancellationToken cancellationToken)
    {
        Change change = context.NotStarted(operation);
        change.Outcome = ChangeOutcome.WhatIf;
        if (operation.Violation is { } wrong)
            return change.Fail(ChangeOutcome.WhatIf, RunContext.Name(wrong, change));
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            if (seen is null && byPage && operation.Page is { } page && operation.StateOf(page) is { } shown)
            {
                seen = shown;
                RequestScope.NoteSaved();
            }

            // Where nothing would be sent, whether it would be allowed does not matter.
            if (seen is null || !operation.IsSettledIn(seen))
                permissions ??= operation.ReadPermissionsAsync(cancellationToken);
            State? before = null;
            AdminException? violation = null;
            try
            {
                before = operation.IsCreation ? null : seen ?? await operation.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (before is not null)
                {
                    change.Update(before);
                    change.Warning = operation.WarningOf(before, change.Who);
                }
            }
            catch (AdminException e)
            {
                violation = e;
            }

            if (before is not null && operation.IsSettledIn(before))
            {
                if (await ExistenceAsync(operation, cancellationToken).ConfigureAwait(false) is { } missing)
                    return change.Fail(ChangeOutcome.WhatIf, RunContext.Name(missing, change));
                change.AfterState = before;
                await Quietly(permissions ?? Task.CompletedTask).ConfigureAwait(false);
                change.Warning = (await operation.ConsequenceAsync(before, before, cancellationToken).ConfigureAwait(false))?.Warning ?? change.Warning;
                return change;
            }

            try
            {
                AccountPermissions? allowed = await permissions!.ConfigureAwait(false);
                violation ??= allowed is null ? null : operation.ViolationOf(allowed, before);
            }
            catch (AdminException e)
            {
                violation ??= e;
            }

            if (violation is not null && operation.Fallback(violation) is { } other)
                return await PreviewAsync(other, seen: null, permissions: null, cancellationToken).ConfigureAwait(false);
            violation ??= await CheckAsync(operation, before, cancellationToken).ConfigureAwait(false);

            // The guard speaks first, as it would when the change is sent.
            AdminException? met = violation;
            violation = OfPeople(context.GuardViolation(operation))
                ?? OfPeople(await TouchedViolationAsync(operation, before, cancellationToken).ConfigureAwait(false))
                ?? (before is null ? null : operation.ViolationIn(before) ?? operation.PlanViolationIn(before))
                ?? violation
                ?? context.GuardViolation(operation);
            // Where something else stands in the way, too, it does not help that the address gets free.
            change.HolderId = violation is null || violation == met || violation.IsOfConnection ? operation.HolderId : null;
            if (violation is null)
                change.Effects = await EffectsAsync(operation, cancellationToken).ConfigureAwait(false);
            return violation is null
                ? change
                : change.Fail(ChangeOutcome.WhatIf, await operation.GuideAsync(RunContext.Name(violation, change), change.Email, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            change.Duration = watch.Elapsed;
        }
    }

    /// <summary>What a guard says of those people. That its connection makes no change at all comes last: a plan for another one is made here, too.</summary>
    private static AdminException? OfPeople(AdminException? violation) => violation is { IsOfConnection: true } ? null : violation;

    private async Task<AdminException?> TouchedViolationAsync(Operation operation, State? before, CancellationToken cancellationToken)
    {
        try
        {
            return context.Guard.Violation(await context.ReadTouchedAsync(operation, before, cancellationToken).ConfigureAwait(false), operation.Gerund);
        }
        catch (AdminException e)
        {
            // Who is touched cannot be found out: it would not be sent.
            return e;
        }
    }

    private static async Task<AdminException?> ExistenceAsync(Operation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.CheckExistenceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return e;
        }
    }

    private static async Task<AdminException?> CheckAsync(Operation operation, State? before, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.CheckAsync(before, cancellationToken).ConfigureAwait(false)
                ?? await operation.PreviewAsync(before, cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            return e;
        }
    }

    private static async Task<string?> EffectsAsync(Operation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.DescribeEffectsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AdminException e)
        {
            // The change is possible all the same.
            return $"what else it changes is not known ({e.Code})";
        }
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (AdminException)
        {
            // Nothing would be sent, so whether it would be allowed does not matter.
        }
    }
}

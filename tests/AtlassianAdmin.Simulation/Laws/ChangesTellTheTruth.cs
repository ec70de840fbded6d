using AtlassianAdmin.Changes.Running;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Sandbox.People;
using AtlassianAdmin.Simulation.Running;
using AtlassianAdmin.Simulation.Worlds;

namespace AtlassianAdmin.Simulation.Laws;

/// <summary>What change objects and journals say is what the service's log says, or Unknown where nobody could know.</summary>
internal sealed class ChangesTellTheTruth : ILaw
{
    public IEnumerable<string> BreachesIn(Past past)
    {
        foreach (OperationTrace trace in past.Traces)
        {
            if (BreachOf(past, trace) is { } breach)
                yield return $"{breach}: {trace}";
        }

        foreach (Execution execution in past.Executions.Where(e => !e.IsKilled))
        {
            foreach (Change change in execution.Changes)
            {
                if (change.Verified == true && WasAsWanted(past, execution, change) == false)
                    yield return $"said to be read as wanted, and it never was: #{execution.Number} {change}";
            }

            if (execution.Command.Kind == "Preview" && past.Writes.Any(w => w.Tag?.Execution == execution.Number))
                yield return $"a preview has sent something: #{execution.Number}";
        }
    }

    private static string? BreachOf(Past past, OperationTrace trace)
    {
        bool accepted = trace.Writes.Any(w => w.IsAccepted);
        switch (trace.Outcome)
        {
            case ChangeOutcome.Changed:
                // An answer was lost: that it is as wanted is all that can be known where the state was not read before, or somebody else came after that reading.
                bool isAllThatIsKnown = trace.Writes.Any(w => w.Mishap is not null) && (!past.IsJournaled(trace.Execution) || past.IsDisturbed(trace, trace.Execution.From));
                if (!accepted && !isAllThatIsKnown && !past.IsDisturbed(trace))
                    return "said to have changed something that the service never did";
                break;
            case ChangeOutcome.AlreadyInState when trace.Effects.Any():
                return "said to have been so already, and it changed something";
            case ChangeOutcome.Failed when trace.Effects.Any() && !past.IsDisturbed(trace):
                return "said to have failed, and it changed something";
            case ChangeOutcome.Skipped or ChangeOutcome.WhatIf when trace.Writes.Any(w => w.IsExecuted && w.Status != 429):
                return "said not to have been attempted, and it was sent";
            // Accepted, and not as wanted: that is what is known.
            case ChangeOutcome.Unknown when trace.ErrorCode == ErrorCode.VerificationFailed && accepted:
                break;
            case ChangeOutcome.Unknown when past.IsCalm(trace.Execution.From, trace.Execution.To) && !past.IsDisturbed(trace):
                return "said to be unknown, and nothing stood in the way of knowing";
            case null when !past.HasDiskFault && past.IsCalm(trace.From, trace.Execution.To):
                return "has no end in the journal, and nothing stood in the way of it";
        }

        // Of two ways that were tried one after the other, only the last one is told.
        bool isOneWay = trace.Writes.Select(w => w.Path).Distinct().Count() < 2;
        if (trace is { Attempts: { } attempts, IsShared: false, Outcome: not ChangeOutcome.Skipped } && isOneWay && attempts != trace.Writes.Count && !trace.Execution.IsKilled)
            return $"said to have been sent {attempts} times, and it was sent {trace.Writes.Count} times";
        return null;
    }

    private static bool? WasAsWanted(Past past, Execution execution, Change change)
    {
        if (change.Spec is not { } spec || past.World.Organization.Find(change.AccountId) is not { } person || change.AccountId.Length == 0)
            return null;
        IReadOnlyList<PersonHistory> history = past.World.HistoryOf(person);
        // What an earlier run of a plan, or of an undoing, has proven and a later step has changed again is told as proven.
        int from = execution.Plan is { } plan ? past.Executions.First(e => e.Plan?.Digest == plan.Digest).From
            : execution.Command.Kind == "Undo" ? past.Executions.First(e => e.Command.Kind == "Undo").From
            : execution.From;
        bool? was = null;
        for (int place = 0; place < history.Count; place++)
        {
            int until = place + 1 < history.Count ? history[place + 1].From : int.MaxValue;
            if (until <= from || history[place].From > execution.To)
                continue;
            if (WantedState.IsIn(history[place].State, spec, past.World.Organization) is not { } wanted)
                return null;
            was = was == true || wanted;
        }

        return was;
    }
}

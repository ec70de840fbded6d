namespace AtlassianAdmin.Changes.Running;

/// <summary>
/// Which steps come before which: those of one owner in their order, whoever frees an address before whoever gets it, and whatever
/// changes a group before its deletion. Steps of one stage do not depend on those of other owners in the same stage.
/// </summary>
internal sealed class StepOrder
{
    private readonly IReadOnlyList<StepNeeds> _steps;
    private readonly List<int>[] _predecessors;
    private readonly int[] _stages;

    /// <summary>Finds the order.</summary>
    /// <param name="steps">The steps, as they were given.</param>
    /// <param name="inGivenOrder">True when an address that a later step frees is not waited for: the steps were in a right order already.</param>
    public StepOrder(IReadOnlyList<StepNeeds> steps, bool inGivenOrder = false)
    {
        _steps = steps;
        _predecessors = steps.Select(_ => new List<int>()).ToArray();
        FollowOwners();
        FollowTargets();
        FollowAddresses(inGivenOrder);
        _stages = new int[steps.Count];
        FindStages();
    }

    /// <summary>The steps that each step waits for, by their places.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Predecessors => _predecessors;

    /// <summary>The stage of each step, from 1; 0 for what waits for itself, or for something that does.</summary>
    public IReadOnlyList<int> Stages => _stages;

    /// <summary>The cycles: each step of one waits for the next one, and the last one for the first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Cycles()
    {
        var cycles = new List<IReadOnlyList<int>>();
        var walked = new HashSet<int>();
        for (int start = 0; start < _stages.Length; start++)
        {
            var path = new List<int>();
            int step = start;
            while (_stages[step] == 0 && walked.Add(step))
            {
                path.Add(step);
                step = _predecessors[step].First(p => _stages[p] == 0);
            }

            int entry = path.IndexOf(step);
            if (entry >= 0)
                cycles.Add(path.GetRange(entry, path.Count - entry));
        }

        return cycles;
    }

    private bool IsSameOwner(int one, int other) => one == other || (_steps[one].Owner is { } owner && owner == _steps[other].Owner);

    private void FollowOwners()
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int step = 0; step < _steps.Count; step++)
        {
            if (_steps[step].Owner is not { } owner)
                continue;
            if (last.TryGetValue(owner, out int before))
                _predecessors[step].Add(before);
            last[owner] = step;
        }
    }

    private void FollowTargets()
    {
        foreach (IGrouping<string, int> same in Enumerable.Range(0, _steps.Count).Where(s => _steps[s].Target is not null)
            .GroupBy(s => _steps[s].Target!, StringComparer.OrdinalIgnoreCase).Where(g => g.Any(s => _steps[s].EndsTarget)))
        {
            var since = new List<int>();
            int? end = null;
            foreach (int step in same)
            {
                if (end is { } ended && !IsSameOwner(ended, step))
                    _predecessors[step].Add(ended);
                if (!_steps[step].EndsTarget)
                {
                    since.Add(step);
                    continue;
                }

                _predecessors[step].AddRange(since.Where(s => !IsSameOwner(s, step)));
                since.Clear();
                end = step;
            }
        }
    }

    private void FollowAddresses(bool inGivenOrder)
    {
        ILookup<string, int> freers = Enumerable.Range(0, _steps.Count).Where(s => _steps[s].Frees is not null)
            .ToLookup(s => _steps[s].Frees!, StringComparer.OrdinalIgnoreCase);
        for (int step = 0; step < _steps.Count; step++)
        {
            if (_steps[step].Takes is not { } address)
                continue;
            int[] others = freers[address].Where(f => !IsSameOwner(f, step)).ToArray();
            int[] earlier = others.Where(f => f < step).ToArray();
            if (earlier.Length > 0)
                _predecessors[step].Add(earlier[earlier.Length - 1]);
            else if (others.Length > 0 && !inGivenOrder)
                _predecessors[step].Add(others[0]);
        }
    }

    private void FindStages()
    {
        var followers = new List<int>[_steps.Count];
        int[] open = new int[_steps.Count];
        var ready = new Queue<int>();
        for (int step = 0; step < _steps.Count; step++)
        {
            open[step] = _predecessors[step].Count;
            foreach (int before in _predecessors[step])
                (followers[before] ??= []).Add(step);
            if (open[step] == 0)
                ready.Enqueue(step);
        }

        while (ready.Count > 0)
        {
            int step = ready.Dequeue();
            _stages[step] = _predecessors[step].Select(p => IsSameOwner(p, step) ? _stages[p] : _stages[p] + 1).DefaultIfEmpty(1).Max();
            foreach (int next in followers[step] ?? [])
            {
                if (--open[next] == 0)
                    ready.Enqueue(next);
            }
        }
    }
}

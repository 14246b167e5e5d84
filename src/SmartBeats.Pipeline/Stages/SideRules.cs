using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Which fields of a request and files beside it need each other.</summary>
public static class SideRules
{
    /// <exception cref="InputException">Something is asked for that lacks what it is about.</exception>
    public static void Check(PlanRequest request, IReadOnlyList<SideFile> sides)
    {
        var roles = sides.Select(side => side.Role).ToList();
        if (roles.GroupBy(role => role, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new InputException("request", $"{twice.Key} are given twice", "Give them once: in the request, or as a file.");
        }

        if (!roles.Contains(SideFiles.Current))
        {
            Need(request.Anew, "anew", "drawing anew needs");
            Need(request.ChangeBudget is not null, "changeBudget", "a change budget needs");
            Need(request.LockBeats.Count > 0, "lockBeats", "locked beats need");
            Need(request.WithoutBeats.Count > 0, "withoutBeats", "beats that are left out need");
            Need(roles.Contains(SideFiles.LockedAreas), "lockAreas", "locked areas need");
        }

        if (request.Sectors > 0 && roles.Contains(SideFiles.Within))
        {
            throw new InputException("sectors", "is given beside sectors that are there already (within)", "Leave one of them out: beats are grouped into sectors, or nested in given ones.");
        }

        if (request.StationWeight is not null && !roles.Contains(SideFiles.Stations))
        {
            throw new InputException("stationWeight", "is given without stations", "Give the stations (--stations, or \"stations\" in a request), or leave it out.");
        }

        if (request.Goal == Goal.Response && roles.Contains(SideFiles.Stations))
        {
            throw new InputException("goal", "response leaves aside stations", "Leave them out, or choose compact, tightest or compromise.");
        }
    }

    private static void Need(bool isAsked, string field, string what)
    {
        if (isAsked)
        {
            throw new InputException(field, $"{what} the current beats", "Give them (--current, or \"current\" in a request), or leave it out.");
        }
    }
}

using SmartBeats.Api.Access;
using SmartBeats.Api.Calls;
using SmartBeats.Api.Cities;
using SmartBeats.Api.Comments;
using SmartBeats.Api.Drafts;
using SmartBeats.Api.Links;
using SmartBeats.Api.Maps;
using SmartBeats.Api.Patrol;
using SmartBeats.Api.Plans;
using SmartBeats.Api.Results;
using SmartBeats.Api.Uploads;

namespace SmartBeats.Api;

/// <summary>The API, route by route, from the groups that lie beside what they are about; <c>openapi.json</c> says the same for clients.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. CityRoutes.All,
        .. SettingsRoutes.All,
        .. AdoptionRoutes.All,
        .. MapRoutes.All,
        .. GrowthRoutes.All,
        .. CallRoutes.All,
        .. ForgetRoutes.All,
        .. LoadRoutes.All,
        .. UploadRoutes.All,
        .. MappingRoutes.All,
        .. QualityRoutes.All,
        .. PlanRoutes.All,
        .. DraftRoutes.All,
        .. CommentRoutes.All,
        .. ResultRoutes.All,
        .. CompareRoutes.All,
        .. PatrolRoutes.All,
        .. LinkRoutes.All,
        .. SignInRoutes.All,
        .. TokenRoutes.All,
        .. AuditRoutes.All,
        new("GET", "/openapi.json", OpenApiDocument.AnswerAsync) { IsOpen = true },
    ];
}

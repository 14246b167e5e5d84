using System.Text;

namespace SmartBeats.Calls.Mapping;

/// <summary>What a column's name says about what is in it.</summary>
/// <remarks>
/// A pattern is looked for in the name's letters and digits in lower case ("CAD Event Number" is cadeventnumber); one with =
/// before it must be the whole name, one with - takes the column out. Earlier patterns of a list are better evidence.
/// </remarks>
internal static class ColumnNames
{
    public static readonly string[] EventNumber =
    [
        "=eventnumber", "cadeventnumber", "incidentnumber", "incidentnum", "=eventnum", "callnumber", "cfsnumber", "cadnumber", "eventnumber", "eventno", "callno",
        "incidentno", "callid", "incidentid", "eventid", "casenumber", "caseno", "cadid", "cfsid", "=complaint", "complaintnumber", "masterincident",
        "item", "reportnumber", "servicerequest", "=incident", "=event", "=case", "=number", "=id", "cadcdwid", "=callnum", "eventnum", "dispatchnumber", "recordid",
        "-objectid", "-type", "-date", "-time", "-desc", "-priority", "-address", "-location", "-offense", "-unit", "-officer", "-zip", "-count",
    ];

    public static readonly string[] Received =
    [
        "=timestamp", "callreceived", "datereceived", "timereceived", "received", "calltimestamp", "timecreate", "createdatetime", "creationdatetime", "creation", "created",
        "createtime", "createdate", "timequeued", "queued", "callentry", "callstart", "calldatetime", "eventdatetime", "incidentdatetime", "=datetime", "calldate", "calltime",
        "actdate", "eventdate", "incidentdate", "eventtime", "incidenttime", "dateoccur", "occurred", "occurdate", "occur", "opened", "starttime", "startdate", "startdttm", "reported", "reportdate",
        "entrydate", "entrytime", "phonepickup", "timestamp", "=dttm", "=date", "=time", "datetime",
        "-dispatch", "-arriv", "-clear", "-close", "-closing", "-updated", "-loaded", "-modified", "-edited", "-atscene", "-onscene", "-enroute", "-responsetime",
        "-minutes", "-month", "-year", "-dayof", "-weekday", "-hour", "-total", "-elapsed", "-end", "-assigned", "-transport", "-disp", "-finaldate", "-export", "-extract",
    ];

    public static readonly string[] Dispatched = ["dispatchdatetime", "timedispatch", "dispatchtime", "dispatchdate", "dispatched", "firstdispatch", "assigned", "dispatch", "disptime", "-group", "-number", "-code", "-area", "-disposition", "-minutes", "-seconds"];

    public static readonly string[] Arrived = ["arrivedtime", "timearrive", "arrivaltime", "arrivaldate", "arrive", "arrival", "atscene", "onscene", "-minutes", "-seconds"];

    public static readonly string[] Cleared = ["timeclosed", "clearedtime", "timeclear", "closedtime", "closedate", "cleardate", "clearancedate", "cleared", "closed", "cleartime", "callclear", "callend", "-code", "-by", "-minutes", "-seconds"];

    public static readonly string[] Priority = ["=priority", "callpriority", "finalpriority", "priorityfinal", "prioritycode", "prioritylevel", "=pri", "prioritynumber", "priority", "=prio", "callpri", "=urgency", "=severity", "-initial", "-original", "-desc"];

    public static readonly string[] InitialPriority = ["initialpriority", "priorityinitial", "originalpriority", "priority"];

    public static readonly string[] Incident = ["=isincident", "isincident", "reporttaken", "reportwritten", "reportmade", "incidentflag", "=report", "=rpt", "hasreport", "reportflag"];

    public static readonly string[] Disposition =
    [
        "=disposition", "dispositioncode", "dispcode", "calldisposition", "finaldisposition", "csdisposit", "=dispo", "dispocode", "=disp", "disposit", "eventclearancecode", "clearancecode",
        "eventclearancedescription", "eventclearancegroup", "eventclearance", "clearance", "closecode", "clearcode", "callresult", "resolution", "outcome",
        "-text", "-date", "-time",
    ];

    public static readonly string[] Nature =
    [
        "=nature", "naturecodedesc", "natureofcall", "calldescription", "calltypedesc", "finalcalltype", "eventtypedescription", "typetext", "primarytype", "calltype", "incidenttypedesc",
        "incidenttype", "eventtype", "initialtypedescription", "initialtype", "callcategory", "nature", "typedescription", "=category", "=problem", "=type", "=description", "radiocode", "callcode", "offense",
        "-date", "-time", "-disposition", "-clearance", "-location",
    ];

    public static readonly string[] SelfInitiated = ["selfinitiated", "officerinitiated", "selfinit", "officerinit", "onview", "proactive"];

    public static readonly string[] Source = ["callsource", "=source", "sourceofcall", "callorigin", "howreceived", "receivedvia", "calltaken", "reportedby", "-name"];

    public static readonly string[] Unit = ["=unit", "primaryunit", "respondingunit", "unitid", "callsign", "unitname", "firstunit", "-count", "-number", "-type", "-time", "-date"];

    public static readonly string[] Units = ["=units", "unitcount", "numberofunits", "unitscount", "officercount", "numberofofficers", "=officers", "officersdispatched", "unitsdispatched"];

    public static readonly string[] Beat = ["=beat", "zonebeat", "policebeat", "patrolbeat", "beat", "-date"];

    public static readonly string[] Minutes = ["=serviceminutes", "serviceminutes", "officerminutes", "serviceminute", "minutesonscene", "minutesspent", "timeonscene", "onscenetime", "-seconds", "-date"];

    public static readonly string[] Longitude = ["=longitude", "=lon", "=long", "=lng", "=x", "longitude", "=pointx", "=xcoordinate", "=xcoord", "geox", "mapx", "xcoord", "=gpsx", "easting", "=geolongitude", "xlong", "gislon", "=geolon"];

    public static readonly string[] Latitude = ["=latitude", "=lat", "=y", "latitude", "=pointy", "=ycoordinate", "=ycoord", "geoy", "mapy", "ycoord", "=gpsy", "northing", "=geolatitude", "ylat", "gislat", "=geolat"];

    public static readonly string[] Address =
    [
        "=address", "hundredblock", "blockaddress", "eventaddress", "incidentaddress", "incidentlocation", "calladdress", "locationaddress", "streetaddress", "fulladdress", "=block", "=location", "commonlocation", "address", "location",
        "-zip", "-number", "-dir", "-road", "-sfx", "-desc", "-type", "-comment", "-email", "-name", "-id",
    ];

    public static readonly string[] StreetNumber = ["addressnumberprimary", "streetnumber", "housenumber", "streetno", "=cadaddress", "ileadsaddress", "addressnumber", "blocknumber"];

    public static readonly string[] StreetDirection = ["addressdirprimary", "streetdirection", "streetdir", "predir"];

    public static readonly string[] StreetName = ["addressroadprimary", "streetname", "=cadstreet", "ileadsstreet", "=street", "roadname"];

    public static readonly string[] StreetSuffix = ["addresssfxprimary", "streettype", "streetsuffix", "streetsfx"];

    /// <summary>How well a name fits: 0 not at all, otherwise the more the better; exact names count like their place in the list.</summary>
    public static int Score(string name, string[] patterns)
    {
        var letters = Squeeze(name);
        var score = 0;
        for (var i = 0; i < patterns.Length; i++)
        {
            var pattern = patterns[i];
            if (pattern[0] == '-')
            {
                if (letters.Contains(pattern[1..], StringComparison.Ordinal) && !patterns.Contains("=" + letters))
                {
                    return 0;
                }
            }
            else if (score == 0 && (pattern[0] == '=' ? letters == pattern[1..] : letters.Contains(pattern, StringComparison.Ordinal)))
            {
                score = patterns.Length - i;
            }
        }

        return score;
    }

    /// <summary>The letters and digits of a name in lower case.</summary>
    public static string Squeeze(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
        }

        return letters.ToString();
    }
}

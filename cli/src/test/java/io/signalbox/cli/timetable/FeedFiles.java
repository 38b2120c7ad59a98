package io.signalbox.cli.timetable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Small timetables written in the test: files of lines, in a folder or a zip.
 */
final class FeedFiles
{
    private final Map<String, String> textByName = new LinkedHashMap<>();

    /** A GTFS feed of one sound train, 91, on Mondays to Fridays of March 2026 in Paris. */
    static FeedFiles gtfs()
    {
        return new FeedFiles()
            .with("agency.txt",
                "agency_id,agency_name,agency_url,agency_timezone", "A,Rail,http://rail.example,Europe/Paris")
            .with("routes.txt",
                "route_id,agency_id,route_short_name,route_long_name,route_type", "R,A,,Main Line,2")
            .with("stops.txt",
                "stop_id,stop_name,stop_lat,stop_lon", "P,Paris,48.8443,2.3744", "L,Lyon,45.7606,4.8600",
                "M,Marseille,43.3027,5.3803")
            .with("calendar.txt",
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "W,1,1,1,1,1,0,0,20260301,20260331")
            .with("trips.txt", "route_id,service_id,trip_id,trip_short_name", "R,W,T1,91")
            .with("stop_times.txt",
                "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
                "T1,08:00:00,08:00:00,P,1", "T1,10:00:00,10:05:00,L,2", "T1,11:45:00,11:45:00,M,3");
    }

    /** A CSV folder of one sound train, G1, every day. */
    static FeedFiles csv()
    {
        return new FeedFiles()
            .with("stations.csv", "station_code,name,longitude,latitude", "AAA,Alpha,116.0,40.0",
                "BBB,Beta,117.0,39.0", "CCC,Gamma,118.0,38.0")
            .with("trains.csv", "train_no,train_type,stop_count,run_dates", "G1,G,3,ALL")
            .with("stops.csv",
                "train_no,seq,station_code,arrival,departure,day_offset,departure_day_offset,distance_km",
                "G1,1,AAA,,08:00,0,0,0", "G1,2,BBB,09:00,09:02,0,0,150", "G1,3,CCC,10:00,,0,,300.5");
    }

    FeedFiles with(final String name, final String... lines)
    {
        textByName.put(name, String.join("\n", lines) + "\n");
        return this;
    }

    FeedFiles adding(final String name, final String... lines)
    {
        textByName.merge(name, String.join("\n", lines) + "\n", String::concat);
        return this;
    }

    FeedFiles without(final String name)
    {
        textByName.remove(name);
        return this;
    }

    Path zip(final Path folder) throws IOException
    {
        return zip(folder, "");
    }

    Path zip(final Path folder, final String prefix) throws IOException
    {
        final Path zip = folder.resolve("feed.zip");
        try (OutputStream out = Files.newOutputStream(zip);
            ZipOutputStream entries = new ZipOutputStream(out))
        {
            for (final Map.Entry<String, String> file : textByName.entrySet())
            {
                entries.putNextEntry(new ZipEntry(prefix + file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
        return zip;
    }

    Path folder(final Path folder) throws IOException
    {
        for (final Map.Entry<String, String> file : textByName.entrySet())
        {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    TimetableFiles inMemory()
    {
        return (name) -> textByName.containsKey(name) ?
            new ByteArrayInputStream(textByName.get(name).getBytes(StandardCharsets.UTF_8)) : null;
    }

    List<String> names()
    {
        return List.copyOf(textByName.keySet());
    }

    /** Puts some text in the place of a part of a file. */
    FeedFiles damaged(final String name, final int position, final int length, final String replacement)
    {
        final String text = textByName.get(name);
        final int start = position % text.length();
        textByName.put(name, text.substring(0, start) + replacement +
            text.substring(Math.min(text.length(), start + length)));
        return this;
    }

    static List<String> texts(final Timetable timetable)
    {
        return timetable.problems().stream().map((problem) -> problem.kind() + " " + problem).toList();
    }

    static List<String> serviceCodes(final Timetable timetable)
    {
        return timetable.services().stream().map(Timetable.Service::code).toList();
    }

    static List<String> runDates(final Timetable timetable)
    {
        return timetable.runs().stream().map((run) -> run.serviceDate().toString()).toList();
    }
}

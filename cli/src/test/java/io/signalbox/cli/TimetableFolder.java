package io.signalbox.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small timetables as files of a user. */
final class TimetableFolder
{
    private TimetableFolder()
    {
    }

    /** Two trains of three; the third calls at a station that is not there, so it has one stop only. */
    static Path csv(final Path folder) throws IOException
    {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("stations.csv"), """
            station_code,name
            AAA,Alpha
            BBB,Beta
            CCC,Gamma
            """);
        Files.writeString(folder.resolve("trains.csv"), """
            train_no,train_type
            G1,G
            K2,K
            G9,G
            """);
        Files.writeString(folder.resolve("stops.csv"), """
            train_no,seq,station_code,arrival,departure,distance_km
            G1,1,AAA,,08:00,0
            G1,2,BBB,09:00,09:02,200
            G1,3,CCC,10:00,,400
            K2,1,CCC,,20:00,0
            K2,2,AAA,26:30,,400
            G9,1,AAA,,08:00,0
            G9,2,ZZZ,09:00,,100
            """);
        return folder;
    }

    /** No train has two valid stops. */
    static Path csvWithoutAValidRow(final Path folder) throws IOException
    {
        csv(folder);
        Files.writeString(folder.resolve("stops.csv"), """
            train_no,seq,station_code,arrival,departure,distance_km
            G1,1,AAA,,eight,0
            G1,2,ZZZ,09:00,09:02,200
            """);
        return folder;
    }

    /** One train on weekdays of 2030. */
    static Path gtfs(final Path zip) throws IOException
    {
        return zip(zip, Map.of(
            "agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,Agency,http://a.example,Europe/Berlin\n",
            "stops.txt", "stop_id,stop_name,stop_lat,stop_lon\nS1,One,52.0,13.0\nS2,Two,52.5,13.5\n",
            "routes.txt", "route_id,agency_id,route_short_name,route_type\nR,A,RE1,2\n",
            "trips.txt", "route_id,service_id,trip_id,trip_short_name\nR,W,T,4711\n",
            "stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" +
                "T,08:00:00,08:00:00,S1,1\nT,25:00:00,25:00:00,S2,2\n",
            "calendar.txt",
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n" +
                "W,1,1,1,1,1,0,0,20300101,20301231\n"));
    }

    private static Path zip(final Path zip, final Map<String, String> files) throws IOException
    {
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream stream = new ZipOutputStream(file))
        {
            for (final Map.Entry<String, String> entry : files.entrySet())
            {
                stream.putNextEntry(new ZipEntry(entry.getKey()));
                stream.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                stream.closeEntry();
            }
        }
        return zip;
    }
}

package io.signalbox.cli.timetable;

import org.onebusaway.csv_entities.IndividualCsvEntityReader;
import org.onebusaway.gtfs.model.StopTime;
import org.onebusaway.gtfs.serialization.GtfsReader;

import java.util.ArrayList;
import java.util.List;

/**
 * onebusaway's reader, but fed row by row: it stops at the first bad row of a file, this one reports the row and goes
 * on. Only the columns that a seat sale needs are handed over, so that a bad colour or address costs no train.
 */
final class GtfsEntityRows extends GtfsReader
{
    private Object last;

    /**
     * Decides about a row before onebusaway sees it.
     */
    @FunctionalInterface
    interface RowCheck
    {
        /**
         * Checks a row.
         *
         * @param row to check.
         * @return false to pass the row over without a report.
         * @throws BadRowException to report it and leave it out.
         */
        boolean accepts(CsvRow row) throws BadRowException;
    }

    /**
     * Gives the value of a field to onebusaway.
     */
    @FunctionalInterface
    interface FieldValue
    {
        /**
         * The value.
         *
         * @param row    that is read.
         * @param column of the field.
         * @return what onebusaway is to see.
         */
        String of(CsvRow row, String column);
    }

    /**
     * Takes an entity.
     */
    @FunctionalInterface
    interface RowHandler
    {
        /**
         * An entity was made of a row.
         *
         * @param row    it was made of.
         * @param entity that was made.
         * @throws BadRowException to report the row and leave it out after all.
         */
        void onEntity(CsvRow row, Object entity) throws BadRowException;
    }

    /**
     * Reads all rows of a file.
     *
     * @param type      of the entities.
     * @param rows      of the file.
     * @param columns   to hand over.
     * @param check     for each row.
     * @param values    for each field.
     * @param handler   for each entity.
     * @param timetable that is told of bad rows.
     * @throws TimetableException if the file cannot be read any further.
     */
    void read(
        final Class<?> type,
        final CsvRows rows,
        final List<String> columns,
        final RowCheck check,
        final FieldValue values,
        final RowHandler handler,
        final TimetableBuilder timetable)
        throws TimetableException
    {
        final IndividualCsvEntityReader entities = createIndividualCsvEntityReader(
            getContext(), getEntitySchemaFactory().getSchema(type), this::onEntity);
        try
        {
            handLine(entities, new ArrayList<>(columns));
        }
        catch (final BadRowException ex)
        {
            throw new TimetableException(ex.getMessage(), ex);
        }
        for (CsvRow row = rows.next(); row != null; row = rows.next())
        {
            try
            {
                if (check.accepts(row))
                {
                    final List<String> fields = new ArrayList<>(columns.size());
                    for (final String column : columns)
                    {
                        fields.add(values.of(row, column));
                    }
                    handLine(entities, fields);
                    handler.onEntity(row, last);
                }
            }
            catch (final BadRowException ex)
            {
                timetable.leftOut(row, ex.getMessage());
            }
        }
    }

    private void onEntity(final Object entity)
    {
        last = entity;
        // Nothing refers to a stop time, and there are many of them.
        if (!(entity instanceof StopTime))
        {
            injectEntity(entity);
        }
    }

    private static void handLine(final IndividualCsvEntityReader entities, final List<String> fields)
        throws BadRowException
    {
        try
        {
            entities.handleLine(fields);
        }
        catch (final Exception ex)
        {
            Throwable cause = ex;
            while (cause.getCause() != null)
            {
                cause = cause.getCause();
            }
            throw new BadRowException("the row is not valid: " + cause.getMessage());
        }
    }
}

package mezzotint.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The forecast of the queue: what comes when, if nothing else happens.
 *
 * @param order the jobs that wait, in the order they will be done; those that wait for others last
 * @param position how many of them are before each
 * @param seconds estimate from the start of the first until each is done; NaN where a time is not known
 */
record QueueForecast(List<Task> order, Map<Task, Integer> position, Map<Task, Double> seconds) {

    static QueueForecast of(List<Task> turns, Predicate<Task> ready, StepTimes stepTimes) {
        var order = new ArrayList<Task>(turns.size());
        turns.stream().filter(ready).forEach(order::add);
        turns.stream().filter(ready.negate()).forEach(order::add);
        var position = new HashMap<Task, Integer>();
        var seconds = new HashMap<Task, Double>();
        double sum = 0;
        for (Task task : order) {
            position.put(task, position.size());
            sum += stepTimes.seconds(task);
            seconds.put(task, sum);
        }
        return new QueueForecast(order, position, seconds);
    }
}

package template.schedule;

import mezzotint.testkit.ScheduleContract;

class ExampleTest implements ScheduleContract<Example.Params> {

    @Override
    public Example schedule() {
        return new Example();
    }
}
